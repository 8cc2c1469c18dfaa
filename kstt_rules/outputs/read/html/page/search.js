// Finds a text in findings whatever its accents; what findings share is folded and searched once.

const searchedOwn = { vi: [], en: [] };

function finder(text) {
  const sought = fold(text);
  const known = new Map();
  function holds(key, texts) {
    if (!known.has(key)) known.set(key, texts.some((one) => fold(say(one)).includes(sought)));
    return known.get(key);
  }
  return (finding) => {
    const { kind, bearer, unit, provision } = finding;
    const { words, shared } = searched(finding);
    return (
      words.includes(sought) ||
      holds(bearer, [bearer.name, bearer.id]) ||
      holds(unit, [unit.name, unit.id]) ||
      holds(kind, [provision.name, kind.title, kind.missing, kind.rule, kind.officialText]) ||
      shared.some((number) => holds(number, [data.texts[number]]))
    );
  };
}

// What is a finding's own: its words, and the numbers of the texts of its remedy and evidence.
function searched(finding) {
  return (searchedOwn[root.lang][finding.number] ??= searchable(finding));
}

function searchable(finding) {
  const [, subject, message, remedy, evidence] = JSON.parse(ownLines[finding.number]);
  const shared = evidence.flatMap(([, value, places]) => [value, ...places.map(([sheet]) => sheet)]);
  return { words: fold(`${say(message)}\n${say(subject ?? "")}`), shared: [remedy, ...shared] };
}
