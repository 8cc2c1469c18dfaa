// Puts the parts together: filters, language, paper.

const cards = new PagedList("findings", ".cards", { items: findings, size: 25, draw: drawFindings });
const overview = new PagedList("overview", "tbody", { items: counted(findings), size: 20, draw: drawOverview });
const rejects = new PagedList("rejects", "tbody", { items: data.rejects, size: 50, draw: drawRejects });
const inputs = new PagedList("inputs", "tbody", { items: data.inputs, size: 50, draw: drawInputs });

function filter() {
  const shown = filtered();
  cards.show(shown);
  const values = { shown: count(shown.length), total: count(findings.length) };
  document.getElementById("count").textContent = word("count", values);
  document.getElementById("chosen").textContent = chosenWords();
}

function speak(language) {
  root.lang = language;
  document.title = word("title");
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", button.dataset.language === language);
  }
  document.querySelector("#overview thead").replaceChildren(overviewHeader());
  fillChoices();
  filter();
  for (const list of [overview, rejects, inputs]) list.redraw();
}

function unfoldForPaper() {
  overview.show(counted(filtered()));
  for (const list of [cards, overview, rejects, inputs]) list.redrawWhole();
  for (const details of document.querySelectorAll("details:not([open])")) {
    details.open = true;
    addEventListener("afterprint", () => (details.open = false), { once: true });
  }
}

function foldForScreen() {
  overview.show(counted(findings));
  for (const list of [cards, rejects, inputs]) list.redraw();
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button?.dataset.language) speak(button.dataset.language);
  if (!button?.hasAttribute("data-filter")) return;
  choose(button.dataset);
  filter();
  goTo(form.closest("section"));
});
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("clear").addEventListener("click", () => {
  choose({});
  filter();
});
document.getElementById("print").addEventListener("click", () => print());
addEventListener("beforeprint", unfoldForPaper);
addEventListener("afterprint", foldForScreen);
speak(root.lang);
