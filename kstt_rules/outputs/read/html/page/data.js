// What the page holds: what findings share is read at once, what is a finding's own only when it is needed.

const data = JSON.parse(read("data"));
const ownLines = read("own").split("\n");

const units = data.units.map((unit) => ({ ...unit, key: unit.id || unit.name, lacks: [], parent: null }));
for (const unit of units) if (unit.whole) Object.defineProperty(unit, "name", { get: () => word("whole") });
const register = data.register.map((row) => {
  const unit = units[row.unit];
  unit.parent = row.parent === null ? null : units[row.parent];
  unit.lacks = lackedBy(row);
  return { ...row, unit, parent: unit.parent };
});
for (const unit of units) unit.within = chainOf(unit);
const findings = data.findings.map(([kind, bearer, unit], number) => ({
  kind: data.kinds[kind],
  bearer: units[bearer],
  unit: units[unit],
  provision: data.provisions[data.kinds[kind].provision],
  change: data.changes[number],
  number,
}));
const concerned = new Set(findings.map(({ unit }) => unit));

function read(id) {
  return document.getElementById(id).textContent;
}

// The datasets of which nothing was received from a unit that is asked for them; "nothing" where it is all of them.
function lackedBy({ judged, received, notAsked }) {
  if (!judged) return [];
  const held = new Set(received.map(([place]) => place));
  const lacks = (_, place) => !held.has(place) && !notAsked.includes(place);
  const lacked = data.datasets.filter(lacks).map(([name]) => name);
  return held.size ? lacked : ["nothing", ...lacked];
}

function own(finding) {
  const [fingerprint, subject, message, remedy, evidence, changes] = JSON.parse(ownLines[finding.number]);
  return { fingerprint, subject, message, remedy: data.texts[remedy], evidence, changes };
}

function findingOf(fingerprint) {
  return findings[ownLines.findIndex((line) => line.startsWith(`["${fingerprint}"`))];
}

// The unit and all that it is under, from the lowest, by their keys.
function chainOf(unit) {
  const chain = new Set();
  for (let one = unit; one && !chain.has(one); one = one.parent) chain.add(one);
  return [...chain].map((unit) => unit.key);
}
