// Units by provisions: how many findings, coloured by the weightiest.

const WEIGHTS = Object.keys(data.conclusions); // the weightiest first

function counted(findings) {
  const rows = new Map();
  for (const finding of findings) {
    const { unit } = finding;
    const weight = WEIGHTS.indexOf(conclusion(finding));
    if (!rows.has(unit)) rows.set(unit, { unit, cells: new Map(), total: WEIGHTS.map(() => 0) });
    const row = rows.get(unit);
    if (!row.cells.has(finding.provision)) row.cells.set(finding.provision, WEIGHTS.map(() => 0));
    row.cells.get(finding.provision)[weight] += 1;
    row.total[weight] += 1;
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
  return make("tr", {}, make("th", { scope: "col" }, word("unit")), ...cells);
}

function* drawOverview(rows, whole) {
  for (const row of rows) {
    const cells = data.provisions.map((_, provision) => overviewCell(row, provision));
    yield make("tr", {}, make("th", { scope: "row" }, foldedAway(data.units[row.unit].name, whole)), ...cells);
  }
}

function overviewCell(row, provision) {
  const numbers = row.cells.get(provision);
  if (!numbers) return make("td", {});
  const total = numbers.reduce((sum, number) => sum + number);
  const worst = WEIGHTS[numbers.findIndex((number) => number > 0)];
  const parts = WEIGHTS.map((name, weight) => [name, numbers[weight]]).filter(([, number]) => number);
  const words = parts.map(([name, number]) => `${count(number)} ${say(data.conclusions[name]).toLowerCase()}`).join(", ");
  const { id, name } = data.provisions[provision];
  const heat = Math.min(3, Math.ceil(Math.log2(total + 1)));
  const attributes = {
    type: "button",
    class: `${worst} heat-${heat}`,
    title: words,
    "aria-label": `${data.units[row.unit].name}, ${say(name)}: ${words}`,
    "data-filter": "",
    "data-unit": row.unit,
    "data-provision": id,
  };
  return make("td", {}, make("button", attributes, count(total)));
}
