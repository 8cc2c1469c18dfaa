// Which findings are shown: those that every choice of the form keeps.

const MANY_CHOICES = 500;
const form = document.getElementById("filters");

// The values of a unit, of the register or of a finding, that a choice of this name keeps.
const UNIT_VALUES = {
  district: ({ unit }) => unit.within,
  tier: (row) => [row.tier ?? row.kind?.tier],
  lacks: ({ unit }) => unit.lacks,
};
// The same of a finding.
const VALUES = {
  unit: ({ unit }) => [unit.key],
  bearer: ({ bearer }) => [bearer.key],
  provision: ({ provision }) => [provision.id, `within ${provision.article}`],
  ...UNIT_VALUES,
  outcome: ({ kind }) => [kind.outcome],
  change: ({ change }) => (change === "open" ? ["open"] : ["not_open", change]),
};
const CHOICES = Object.keys(VALUES).filter((name) => form.elements[name]);
const NAMES = [...CHOICES, "text"];

function chosen() {
  const values = NAMES.map((name) => [name, form.elements[name].value.trim()]);
  return values.filter(([, value]) => value);
}

function choose(values) {
  for (const name of NAMES) {
    const field = form.elements[name];
    field.value = values[name] ?? "";
    if (field.selectedIndex < 0) field.value = "";
  }
}

// Returns the findings that every choice keeps and, for each name, how many each of its other values would keep.
function filtered() {
  const tests = chosen().map(([name, value]) => [name, name === "text" ? finder(value) : has(name, value)]);
  const counts = Object.fromEntries(CHOICES.map((name) => [name, new Map()]));
  const shown = [];
  for (const finding of findings) {
    const [against, second] = refusals(finding, tests);
    if (second) continue;
    if (!against) shown.push(finding);
    for (const name of against ? [against] : CHOICES) {
      if (name === "text") continue;
      for (const value of VALUES[name](finding)) counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
    }
  }
  return { shown, counts };
}

function refusals(finding, tests) {
  const names = [];
  for (const [name, keeps] of tests) {
    if (names.length > 1) break;
    if (!keeps(finding)) names.push(name);
  }
  return names;
}

function has(name, value) {
  return (finding) => VALUES[name](finding).includes(value);
}

function chosenWords() {
  const words = chosen().map(([name, value]) => {
    const shown = name === "text" ? `“${value}”` : form.elements[name].selectedOptions[0].text;
    return `${word(name)}: ${shown}`;
  });
  return words.length ? word("filtered", { filters: words.join("; ") }) : "";
}

// Numbers stand beside the choices; where these are very many, once somebody looks at them.
function showCounts(counts) {
  for (const name of CHOICES) {
    const waits = form.elements[name].options.length > MANY_CHOICES;
    form.elements[name].onfocus = waits ? () => countChoices(name, counts[name]) : null;
    if (!waits) countChoices(name, counts[name]);
  }
}

function countChoices(name, counts) {
  for (const option of form.elements[name].options) {
    if (option.value) option.label = `${option.text} (${count(counts.get(option.value) ?? 0)})`;
  }
}

function fillChoices() {
  const options = {
    unit: unitOptions(concerned),
    bearer: unitOptions(new Set(findings.map(({ bearer }) => bearer))),
    district: districtOptions(),
    lacks: lacksOptions(),
    tier: namedOptions(data.tiers, "tier"),
    provision: provisionOptions(),
    outcome: namedOptions(data.outcomes, "outcome"),
    change: [new Option(word("notOpen"), "not_open"), ...namedOptions(data.changeNames, "change")],
  };
  for (const name of CHOICES) {
    const select = form.elements[name];
    const value = select.value;
    select.replaceChildren(new Option(word("all"), ""), ...options[name]);
    select.value = value;
    select.parentElement.hidden = !options[name].length;
  }
}

function namedOptions(labels, name) {
  const found = new Set(name === "change" ? data.changes : data.kinds.map((kind) => kind[name]));
  if (name === "tier") for (const { tier } of register) found.add(tier);
  return Object.entries(labels)
    .filter(([value]) => found.has(value))
    .map(([value, label]) => new Option(say(label), value));
}

// Units stand in the order of the alphabet.
function unitOptions(kept) {
  return units.filter((unit) => kept.has(unit)).map((unit) => new Option(unit.name, unit.key));
}

function districtOptions() {
  const parents = new Set(register.map(({ parent }) => parent));
  return units
    .filter((unit) => parents.has(unit))
    .map((unit) => new Option(word("withAllUnder", { unit: unit.name }), unit.key));
}

function lacksOptions() {
  if (!register.length) return [];
  const options = data.datasets.map(([name, label]) => new Option(say(label), name));
  return [new Option(word("nothing"), "nothing"), ...options];
}

function provisionOptions() {
  const articles = [...new Set(data.provisions.map((provision) => provision.article))];
  return articles.map((article) => {
    const provisions = data.provisions.filter((provision) => provision.article === article);
    const label = say(provisions[0].articleName);
    const group = make("optgroup", { label });
    if (provisions.length > 1) group.append(new Option(word("wholeArticle", { article: label }), `within ${article}`));
    group.append(...provisions.map((provision) => new Option(say(provision.name), provision.id)));
    return group;
  });
}
