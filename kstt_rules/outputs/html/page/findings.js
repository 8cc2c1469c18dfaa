// The findings as cards under the names of their units.

function conclusion(finding) {
  return finding.verdict === "breach" ? finding.severity : finding.verdict;
}

function* drawFindings(findings, whole) {
  let unit = null;
  for (const finding of findings) {
    if (finding.unit !== unit) yield unitHeading(data.units[finding.unit], whole);
    unit = finding.unit;
    yield card(finding, whole);
  }
  if (!findings.length) yield make("p", {}, word(data.findings.length ? "empty" : "none"));
}

function unitHeading(unit, whole) {
  const heading = make("h3", {}, foldedAway(unit.name, whole));
  if (unit.id) heading.append(" ", make("small", {}, foldedAway(unit.id, whole)));
  return heading;
}

function card(finding, whole) {
  const text = (number) => foldedAway(phrase(number), whole);
  const name = conclusion(finding);
  const badge = make("b", { class: "badge" }, say(data.conclusions[name]));
  const provision = make("span", {}, say(data.provisions[finding.provision].name));
  const article = make("article", { class: name });
  article.append(make("div", { class: "about" }, badge, provision, make("h4", {}, text(finding.title))));
  if (finding.subject !== null) article.append(make("p", { class: "subject" }, text(finding.subject)));
  article.append(make("p", {}, text(finding.message)), ...remarks(finding, text));
  if (finding.text) article.append(officialText(finding, whole));
  if (finding.evidence.length) article.append(evidence(finding, whole));
  article.append(make("p", { class: "source" }, ...sources(finding)));
  return article;
}

function* remarks(finding, text) {
  for (const name of ["remedy", "missing"]) {
    if (finding[name] === null || !phrase(finding[name])) continue;
    yield make("p", {}, make("b", {}, `${word(name)}: `), text(finding[name]));
  }
}

function officialText(finding, whole) {
  const lines = finding.text.map(phrase).join("\n");
  const quote = make("blockquote", { lang: "vi" }, foldedAway(lines, whole));
  return make("figure", {}, make("figcaption", {}, word("officialText")), quote);
}

function evidence(finding, whole) {
  const details = make("details", {}, make("summary", {}, word("evidence")));
  details.open = whole;
  const headers = ["term", "value", "cells"].map((name) => make("th", { scope: "col" }, word(name)));
  const table = make("table", {}, make("thead", {}, make("tr", {}, ...headers)));
  const rows = finding.evidence.map((row) => evidenceRow(row, whole));
  table.append(make("tbody", {}, ...rows));
  details.append(make("div", { class: "scroll" }, table));
  return details;
}

function evidenceRow([term, value, places], whole) {
  const cells = make("td", {});
  for (const [sheet, names] of places) {
    cells.append(make("p", {}, `${phrase(sheet)} › `, foldedAway(names, whole)));
  }
  const texts = [term, value].map((number) => foldedAway(phrase(number), whole));
  return make("tr", {}, make("td", {}, texts[0]), make("td", {}, texts[1]), cells);
}

function sources(finding) {
  const parts = [phrase(finding.citation), `${word("rule")}: ${phrase(finding.rule)}`];
  if (finding.reading !== null) parts.push(`${word("reading")}: ${phrase(finding.reading)}`);
  return [parts.join(" · ")];
}
