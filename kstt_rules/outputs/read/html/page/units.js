// Units of the register, the worst first: what was received of each, and what its rules came to.

const OUTCOMES = Object.keys(data.outcomes);
const unitsForm = document.getElementById("units-filters");

// The units that the choices of the filters keep which say something of units.
function registerShown() {
  const tests = Object.entries(UNIT_VALUES).map(([name, values]) => [chosenOf(name), values]);
  return register.filter((row) => tests.every(([value, values]) => !value || values(row).includes(value)));
}

function chosenOf(name) {
  return form.elements[name].value;
}

function* drawUnits(rows, whole) {
  for (const row of rows) {
    const name = make("th", { scope: "row" }, unitName(row, whole));
    const parent = row.parent ? labelled("td", word("under"), foldedAway(row.parent.name, whole)) : make("td", {});
    const counts = row.outcomes.map((number, place) => outcomeCell(row, OUTCOMES[place], number));
    yield make("tr", {}, name, parent, notReceived(row, whole), received(row), ...counts);
  }
  if (!rows.length) yield make("tr", {}, make("td", { colspan: 4 + OUTCOMES.length }, word("noUnits")));
}

function unitName({ unit }, whole) {
  const name = foldedAway(unit.name, whole);
  if (!concerned.has(unit)) return name;
  return make("button", { type: "button", class: "link", "data-filter": "", "data-unit": unit.key }, name);
}

function labelled(tag, label, ...children) {
  return make(tag, { "data-label": label }, ...children);
}

function notReceived(row, whole) {
  if (!row.judged) return labelled("td", word("lacks"), make("small", {}, word("notJudged")));
  if (!row.received.length) {
    return labelled("td", word("lacks"), make("b", { class: "badge review" }, word("nothing")));
  }
  if (!row.notReceived.length) return make("td", {});
  const names = row.notReceived.map((place) => say(data.datasets[place][1]));
  return labelled("td", word("unlikeMost"), foldedAway(names.join("; "), whole));
}

function received(row) {
  if (!row.received.length) return make("td", {});
  const rows = row.received.map(([place, number]) => `${say(data.datasets[place][1])} (${count(number)})`);
  const summary = make("summary", {}, word("datasets", { count: count(rows.length) }));
  const details = make("details", {}, summary, make("small", {}, rows.join("; ")));
  return labelled("td", word("received"), details);
}

function outcomeCell({ unit }, outcome, number) {
  const label = say(data.outcomes[outcome]);
  const attributes = { class: number ? "number" : "number nil", "data-label": label };
  const unseen = make("span", { class: "unseen" }, ` ${label}, ${unit.name}`);
  if (number && outcome === "undetermined" && document.getElementById("undecided")) {
    return make("td", attributes, make("a", { class: outcome, href: "#undecided" }, count(number), unseen));
  }
  if (!number || !FOUND.has(outcome)) return make("td", attributes, count(number));
  const choices = { "data-filter": "", "data-unit": unit.key, "data-outcome": outcome };
  const button = make("button", { type: "button", class: outcome, ...choices }, count(number), unseen);
  return make("td", attributes, button);
}

function showUnits(list) {
  if (!list) return;
  const rows = registerShown();
  list.show(rows);
  fillUnitChoices();
  const values = { shown: count(rows.length), total: count(register.length) };
  document.getElementById("units-count").textContent = word("unitsCount", values);
}

// The same choices as those of the findings, with the number of units that each names.
function fillUnitChoices() {
  for (const select of unitsForm.elements) {
    const { name } = select;
    const counts = new Map();
    for (const value of register.flatMap(UNIT_VALUES[name])) counts.set(value, (counts.get(value) ?? 0) + 1);
    const options = [...form.elements[name].options].map((option) => {
      const number = option.value ? ` (${count(counts.get(option.value) ?? 0)})` : "";
      return new Option(option.text + number, option.value);
    });
    select.replaceChildren(...options);
    select.value = chosenOf(name);
    select.parentElement.hidden = options.length < 2;
  }
}
