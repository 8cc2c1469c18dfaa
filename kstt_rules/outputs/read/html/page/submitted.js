// What was waived, and what was submitted: rows that were not accepted, and files with their counts.

function* drawWaived(waived, whole) {
  for (const finding of waived) {
    const { fingerprint, message } = own(finding);
    const title = make("a", { href: `#${fingerprint}` }, foldedAway(say(finding.kind.title), whole));
    const name = make("th", { scope: "row" }, foldedAway(finding.unit.name, whole));
    const why = make("td", {}, title, make("p", {}, foldedAway(say(message), whole)));
    yield make("tr", {}, name, make("td", {}, say(finding.provision.name)), why);
  }
}

function* drawRejects(rejects, whole) {
  for (const [file, sheet, row, message, reason] of rejects) {
    const place = [file, sheet, row === null ? "" : `${word("row")} ${row}`];
    const cells = [place.filter((part) => part).join(" › "), say(message), reason];
    yield make("tr", {}, ...cells.map((text) => make("td", {}, foldedAway(text, whole))));
  }
}

function* drawInputs(inputs, whole) {
  for (const [file, read, accepted, rejected, ignored, sha256] of inputs) {
    const counts = [read, accepted, rejected, ignored];
    const cells = counts.map((number) => make("td", { class: number ? "number" : "number nil" }, count(number)));
    const name = make("th", { scope: "row" }, foldedAway(file, whole));
    yield make("tr", {}, name, ...cells, make("td", {}, make("code", {}, sha256)));
  }
}
