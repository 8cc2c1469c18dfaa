// Which findings are shown: the form's choices, and a text that is found whatever its accents.

const form = document.getElementById("filters");
let searchedTexts = [];

const TESTS = {
  unit: ({ unit }, value) => unit === data.units[value],
  tier: ({ kind }, value) => kind.tier === value,
  provision: ({ provision }, value) => provision.id === value || `within ${provision.article}` === value,
  verdict: ({ kind }, value) => kind.verdict === value,
  severity: ({ kind }, value) => kind.severity === value,
  text: (finding, value) => searched(finding).includes(value),
};

function chosen() {
  const values = Object.keys(TESTS).map((name) => [name, form.elements[name].value]);
  return values.map(([name, value]) => [name, name === "text" ? fold(value) : value]).filter(([, value]) => value);
}

function filtered() {
  const choices = chosen();
  return findings.filter((finding) => choices.every(([name, value]) => TESTS[name](finding, value)));
}

function searched(finding) {
  const { number, kind, unit, provision } = finding;
  if (searchedTexts[number] === undefined) {
    const { subject, message, remedy } = own(finding);
    const texts = [unit.name, provision.name, kind.title, subject ?? "", message, remedy, kind.rule];
    searchedTexts[number] = fold(texts.map(say).join("\n"));
  }
  return searchedTexts[number];
}

function choose(values) {
  for (const name of Object.keys(TESTS)) form.elements[name].value = values[name] ?? "";
}

function chosenWords() {
  const words = chosen().map(([name]) => {
    const element = form.elements[name];
    const value = name === "text" ? `“${element.value}”` : element.selectedOptions[0].text;
    return `${word(name)}: ${value}`;
  });
  return words.length ? word("filtered", { filters: words.join("; ") }) : "";
}

function fillChoices() {
  searchedTexts = [];
  const options = {
    unit: unitOptions(),
    tier: namedOptions(data.tiers, "tier"),
    provision: provisionOptions(),
    verdict: namedOptions(data.verdicts, "verdict"),
    severity: namedOptions(data.severities, "severity"),
  };
  for (const [name, choices] of Object.entries(options)) {
    const select = form.elements[name];
    const value = select.value;
    select.replaceChildren(new Option(word("all"), ""), ...choices);
    select.value = value;
  }
}

function namedOptions(labels, name) {
  const found = new Set(data.kinds.map((kind) => kind[name]));
  return Object.entries(labels)
    .filter(([value]) => found.has(value))
    .map(([value, label]) => new Option(say(label), value));
}

function unitOptions() {
  const byName = new Intl.Collator("vi", { numeric: true }).compare;
  const units = data.units.map(({ name }, number) => ({ name, number }));
  return units.sort((a, b) => byName(a.name, b.name)).map(({ name, number }) => new Option(name, number));
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
