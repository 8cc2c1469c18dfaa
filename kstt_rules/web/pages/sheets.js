/* Pieces of sheets: the marked cell is in sight, arrows go from cell to cell, and a correction is made without leaving
   the page. */

function showMarked() {
  for (const place of document.querySelectorAll(".sheet .scroll")) {
    const cell = place.querySelector(".marked");
    if (cell) place.scrollLeft = cell.offsetLeft + cell.offsetWidth / 2 - place.clientWidth / 2;
  }
}

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function goToNeighbour(event) {
  const link = event.target.closest?.(".sheet td a");
  const step = STEPS[event.key];
  if (!link || !step) return;
  event.preventDefault();
  const rows = [...link.closest("tbody").rows].filter((row) => row.querySelector("a"));
  const cell = link.parentElement;
  const row = rows[rows.indexOf(cell.parentElement) + step[0]];
  row?.cells[cell.cellIndex + step[1]]?.querySelector("a")?.focus();
}

const place = () => location.pathname + location.search;
let shown = place();

/* Take the place of what is shown by another page, so that what it says is read out, and the history stays true. */
function showPage(text, address) {
  const page = new DOMParser().parseFromString(text, "text/html");
  document.title = page.title;
  document.querySelector(".bar").replaceWith(page.querySelector(".bar"));
  const [old, fresh] = [document, page].map((one) => one.getElementById("content"));
  const said = document.getElementById("said");
  for (const part of [...old.children]) if (part !== said) part.remove();
  const parts = [...fresh.children];
  const at = parts.findIndex((part) => part.id === "said");
  said.before(...parts.slice(0, at));
  said.after(...parts.slice(at + 1));
  said.replaceChildren(...parts[at].childNodes);
  history.pushState(null, "", address);
  shown = place();
  showMarked();
}

async function doLive(event) {
  const form = event.target;
  if (!form.closest("[data-live]") || form.method !== "post") return;
  event.preventDefault();
  const isBusy = (busy) => {
    form.setAttribute("aria-busy", busy);
    form.querySelectorAll("button").forEach((button) => (button.disabled = busy));
  };
  isBusy(true);
  const headers = { Accept: "application/json" };
  let address = null;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers });
    const told = await answer.json();
    if (!answer.ok) return tellFault(told.fault[document.documentElement.lang]);
    address = `${told.to}&lang=${document.documentElement.lang}`;
    showPage(await (await fetch(address)).text(), address);
    const field = document.getElementById("value");
    if (field) field.select();
    else document.getElementById("content").focus();
  } catch {
    /* Whether it was done is not known: a value that is typed again changes nothing, another step back would. */
    if (address) location.assign(address);
    else if (form.elements.value) form.submit();
    else location.reload();
  } finally {
    isBusy(false);
  }
}

document.addEventListener("keydown", goToNeighbour);
document.addEventListener("submit", doLive);
window.addEventListener("popstate", () => {
  if (place() !== shown) location.reload();
});
showMarked();
