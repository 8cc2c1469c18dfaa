// Which findings are shown: those that every choice of the form keeps.

const form = document.getElementById("filters");

// The values of a finding that a choice of this name keeps.
const VALUES = {
  unit: ({ unit }) => [unitKey(unit)],
  provision: ({ provision }) => [provision.id, `within ${provision.article}`],
  tier: ({ kind }) => [kind.tier],
  outcome: ({ kind }) => [kind.outcome],
  change: ({ change }) => (change === "open" ? ["open"] : ["not_open", change]),
};
const CHOICES = Object.keys(VALUES).filter((name) => form.elements[name]);
const NAMES = [...CHOICES, "text"];

function unitKey(unit) {
  return unit.id || unit.name;
}

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

function showCounts(counts) {
  for (const name of CHOICES) {
    for (const option of form.elements[name].options) {
      if (option.value) option.label = `${option.text} (${count(counts[name].get(option.value) ?? 0)})`;
    }
  }
}

function fillChoices() {
  const options = {
    unit: unitOptions(),
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
  }
}

function namedOptions(labels, name) {
  const found = new Set(name === "change" ? data.changes : data.kinds.map((kind) => kind[name]));
  return Object.entries(labels)
    .filter(([value]) => found.has(value))
    .map(([value, label]) => new Option(say(label), value));
}

function unitOptions() {
  const byName = new Intl.Collator("vi", { numeric: true }).compare;
  const units = [...data.units].sort((a, b) => byName(a.name, b.name));
  return units.map((unit) => new Option(unit.name, unitKey(unit)));
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
