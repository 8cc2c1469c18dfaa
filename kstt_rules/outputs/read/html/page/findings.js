// The findings as cards under the names of their units.

function* drawFindings(shown, whole) {
  let last = null;
  for (const finding of shown) {
    if (finding.bearer !== last) yield unitHeading(finding.bearer, whole);
    last = finding.bearer;
    yield card(finding, whole);
  }
  if (!shown.length) yield make("p", {}, word(findings.length ? "empty" : "none"));
}

function unitHeading(unit, whole) {
  const heading = make("h3", {}, foldedAway(unit.name, whole));
  if (unit.id) heading.append(" ", make("small", {}, foldedAway(unit.id, whole)));
  return heading;
}

function card(finding, whole) {
  const { kind } = finding;
  const { fingerprint, subject, message, remedy, evidence, changes } = own(finding);
  const attributes = { class: finding.kind.outcome, id: fingerprint, tabindex: "-1" };
  const article = make("article", attributes, cardHead(finding, whole));
  if (subject !== null) article.append(make("p", { class: "subject" }, foldedAway(say(subject), whole)));
  article.append(make("p", {}, foldedAway(say(message), whole)));
  for (const line of changes ?? []) article.append(make("p", { class: "before" }, foldedAway(say(line), whole)));
  article.append(...remark("remedy", say(remedy), whole), ...remark("missing", say(kind.missing), whole));
  if (kind.officialText) article.append(officialText(kind.officialText, whole));
  if (evidence.length) article.append(evidenceTable(evidence, whole));
  article.append(source(kind, fingerprint));
  return article;
}

function cardHead(finding, whole) {
  const about = make("div", { class: "about" });
  about.append(make("b", { class: "badge" }, say(data.outcomes[finding.kind.outcome])));
  if (finding.change) about.append(make("b", { class: `badge ${finding.change}` }, say(data.changeNames[finding.change])));
  about.append(make("span", {}, say(finding.provision.name)));
  about.append(make("small", { class: "rule" }, `${word("rule")}: ${finding.kind.rule}`));
  about.append(make("h4", {}, foldedAway(say(finding.kind.title), whole)));
  return about;
}

function* remark(name, text, whole) {
  if (text) yield make("p", {}, make("b", {}, `${word(name)}: `), foldedAway(text, whole));
}

function officialText(text, whole) {
  const quote = make("blockquote", { lang: "vi" }, foldedAway(text, whole));
  return make("figure", {}, make("figcaption", {}, word("officialText")), quote);
}

function evidenceTable(evidence, whole) {
  const details = make("details", {}, make("summary", {}, word("evidence")));
  details.open = whole;
  const headers = ["term", "value", "cells"].map((name) => make("th", { scope: "col" }, word(name)));
  const rows = evidence.map((row) => evidenceRow(row, whole));
  details.append(make("table", {}, make("thead", {}, make("tr", {}, ...headers)), make("tbody", {}, ...rows)));
  return details;
}

function evidenceRow([term, value, places], whole) {
  const texts = [term, value].map((number) => make("td", {}, foldedAway(say(data.texts[number]), whole)));
  const cells = places.map(([sheet, names]) => {
    return make("p", {}, `${data.texts[sheet]} › `, foldedAway(names, whole));
  });
  return make("tr", {}, ...texts, make("td", {}, ...cells));
}

function source({ citation, reading }, fingerprint) {
  const parts = [say(citation)];
  if (reading) parts.push(`${word("reading")}: ${say(reading)}`);
  const link = make("a", { href: `#${fingerprint}` }, `${word("fingerprint")}: ${fingerprint}`);
  return make("p", { class: "source" }, parts.join(" · "), link);
}
