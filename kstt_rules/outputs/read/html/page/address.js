// What the address says after its #: the fingerprint of a finding, or the filters, so that a view can be passed on.

const FINGERPRINT = /^[0-9a-f]{32}$/;
const OPENED_IN = root.lang;

function addressed() {
  const text = location.hash.slice(1);
  if (FINGERPRINT.test(text)) return { finding: findingOf(text) };
  return text.includes("=") ? { filters: Object.fromEntries(new URLSearchParams(text)) } : {};
}

function remember(filters) {
  const parts = new URLSearchParams(filters);
  if (root.lang !== OPENED_IN) parts.append("lang", root.lang);
  if (!filters.length && data.firstChoice.change) parts.append("change", "");
  const text = parts.toString();
  history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
}
