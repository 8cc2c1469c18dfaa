// Units by provisions: how many findings, coloured by the weightiest.

const FOUND = new Set(["violation", "review", "info", "undetermined", "waived"]);
const WEIGHTS = [...FOUND]; // the weightiest first

function counted(shown) {
  const rows = new Map();
  for (const finding of shown) {
    const { bearer, provision } = finding;
    const weight = WEIGHTS.indexOf(finding.kind.outcome);
    if (!rows.has(bearer)) rows.set(bearer, { unit: bearer, cells: new Map(), total: WEIGHTS.map(() => 0) });
    const { cells, total } = rows.get(bearer);
    if (!cells.has(provision)) cells.set(provision, WEIGHTS.map(() => 0));
    cells.get(provision)[weight] += 1;
    total[weight] += 1;
  }
  return [...rows.values()].sort((a, b) => heavier(a.total, b.total));
}

function heavier(a, b) {
  const place = a.findIndex((number, weight) => number !== b[weight]);
  return place < 0 ? 0 : b[place] - a[place];
}

function overviewHeader() {
  const cells = data.provisions.map((provision) => {
    const short = make("span", { "aria-hidden": "true", title: say(provision.name) }, provision.key);
    return make("th", { scope: "col" }, short, make("span", { class: "unseen" }, say(provision.name)));
  });
  return make("tr", {}, make("th", { scope: "col" }, word("bearer")), ...cells);
}

function* drawOverview(rows, whole) {
  for (const { unit, cells } of rows) {
    const name = make("th", { scope: "row" }, foldedAway(unit.name, whole));
    yield make("tr", {}, name, ...data.provisions.map((provision) => overviewCell(unit, provision, cells)));
  }
}

function overviewCell(unit, provision, cells) {
  const numbers = cells.get(provision);
  if (!numbers) return make("td", {});
  const total = numbers.reduce((sum, number) => sum + number);
  const heat = Math.min(3, Math.ceil(Math.log2(total + 1)));
  const parts = WEIGHTS.map((name, weight) => [name, numbers[weight]]).filter(([, number]) => number);
  const words = parts.map(([name, number]) => `${count(number)} ${say(data.outcomes[name]).toLowerCase()}`).join(", ");
  const attributes = {
    type: "button",
    class: `${parts[0][0]} heat-${heat}`,
    title: words,
    "aria-label": `${unit.name}, ${say(provision.name)}: ${words}`,
    "data-filter": "",
    "data-bearer": unit.key,
    "data-provision": provision.id,
  };
  return make("td", {}, make("button", attributes, count(total)));
}
