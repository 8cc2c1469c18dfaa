// Says in words that a table is wider than its place, so that nobody takes what is in sight for all of it.

function tellWidths() {
  const watch = new ResizeObserver((entries) => entries.forEach(({ target }) => tellWidth(target.closest(".scroll"))));
  for (const place of document.querySelectorAll(".scroll")) {
    place.before(make("p", { class: "hint", hidden: "" }));
    watch.observe(place);
    watch.observe(place.querySelector("table"));
  }
}

function tellWidth(place) {
  const hint = place.previousElementSibling;
  hint.hidden = place.scrollWidth <= place.clientWidth;
  hint.textContent = word("wide");
}
