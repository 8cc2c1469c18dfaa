// What the page holds: what findings share is read at once, what is a finding's own only when it is needed.

const data = JSON.parse(read("data"));
const ownLines = read("own").split("\n");

const findings = data.findings.map(([kind, unit], number) => ({
  kind: data.kinds[kind],
  unit: data.units[unit],
  provision: data.provisions[data.kinds[kind].provision],
  change: data.changes[number],
  number,
}));

function read(id) {
  return document.getElementById(id).textContent;
}

function own(finding) {
  const [fingerprint, subject, message, remedy, evidence, changes] = JSON.parse(ownLines[finding.number]);
  return { fingerprint, subject, message, remedy: data.texts[remedy], evidence, changes };
}

function findingOf(fingerprint) {
  return findings[ownLines.findIndex((line) => line.startsWith(`["${fingerprint}"`))];
}

