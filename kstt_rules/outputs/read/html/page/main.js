// Puts the parts together: filters, language, address, paper.

const waived = findings.filter(({ kind }) => kind.outcome === "waived");
const cards = listOf("findings", ".cards", { items: findings, size: 25, draw: drawFindings });
const overview = listOf("overview", "tbody", { items: counted(findings), size: 20, draw: drawOverview });
const unitsList = listOf("units", ".units tbody", { items: register, size: 25, draw: drawUnits });
const others = [
  listOf("waived", "tbody", { items: waived, size: 20, draw: drawWaived }),
  listOf("rejects", "tbody", { items: data.rejects, size: 50, draw: drawRejects }),
  listOf("inputs", "tbody", { items: data.inputs, size: 50, draw: drawInputs }),
].filter((list) => list);

function filter() {
  const { shown, counts } = filtered();
  cards.show(shown);
  showCounts(counts);
  showUnits(unitsList);
  const values = { shown: count(shown.length), total: count(findings.length) };
  document.getElementById("count").textContent = word("count", values);
  document.getElementById("chosen").textContent = chosenWords();
}

function filterAndRemember() {
  filter();
  remember(chosen());
}

function speak(language) {
  root.lang = language;
  document.title = document.querySelector(`h1 [lang="${language}"]`).textContent;
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", button.dataset.language === language);
  }
  document.querySelector("#overview thead")?.replaceChildren(overviewHeader());
  fillChoices();
  overview?.redraw();
  for (const list of others) list.redraw();
  for (const hint of document.querySelectorAll(".hint")) hint.textContent = word("wide");
}

function point(finding) {
  if (!cards.has(finding)) {
    choose({});
    filter();
  }
  cards.turnTo(finding);
  goTo(document.getElementById(own(finding).fingerprint));
}

function follow() {
  const { finding, filters } = addressed();
  const language = filters?.lang ?? root.lang;
  if (language !== root.lang && Object.hasOwn(NUMBERS, language)) speak(language);
  if (filters) choose(filters);
  filter();
  if (finding) point(finding);
}

function unfoldForPaper() {
  const { shown } = filtered();
  overview?.show(counted(shown));
  for (const list of [cards, unitsList, overview, ...others]) list?.redrawWhole();
  for (const details of document.querySelectorAll("details:not([open], .units *)")) {
    details.open = true;
    addEventListener("afterprint", () => (details.open = false), { once: true });
  }
}

function foldForScreen() {
  overview?.show(counted(findings));
  for (const list of [cards, unitsList, ...others]) list?.redraw();
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button?.dataset.language) {
    speak(button.dataset.language);
    filterAndRemember();
  }
  if (!button?.hasAttribute("data-filter")) return;
  choose(button.dataset);
  filterAndRemember();
  goTo(document.getElementById(`${button.dataset.goal ?? "findings"}-title`));
});
unitsForm?.addEventListener("input", ({ target }) => {
  form.elements[target.name].value = target.value;
  filterAndRemember();
});
unitsForm?.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", filterAndRemember);
form.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("clear").addEventListener("click", () => {
  choose({});
  filterAndRemember();
});
document.getElementById("print").addEventListener("click", () => print());
addEventListener("hashchange", follow);
addEventListener("beforeprint", unfoldForPaper);
addEventListener("afterprint", foldForScreen);
tellWidths();
speak(root.lang);
choose(data.firstChoice);
follow();
