/* The live parts of the pages: files are dropped and sent with a progress bar, and the opening of a dossier is watched.
   Every page works without it. */
"use strict";

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

const size = (bytes) =>
  bytes < 1e6
    ? `${Math.max(1, Math.round(bytes / 1e3))} kB`
    : `${(bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;

/* Say why something was not done, at the top of the page. */
function tellFault(text) {
  document.querySelectorAll(".fault").forEach((old) => old.remove());
  const fault = document.createElement("p");
  fault.className = "fault";
  fault.setAttribute("role", "alert");
  fault.textContent = text;
  document.getElementById("said").after(fault);
  fault.scrollIntoView({ block: "nearest" });
}

/* Where a file lies in the folder that was chosen or dropped: others may have its name in other folders. */
const placeOf = (file) => file.place || file.webkitRelativePath || file.name;

/* All files below what was dropped, folders too. */
async function filesBelow(entry) {
  if (entry.isFile) {
    const file = await new Promise((take, fail) => entry.file(take, fail));
    file.place = entry.fullPath.replace(/^\//, "");
    return [file];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((take, fail) => reader.readEntries(take, fail));
    if (!some.length) return found;
    for (const one of some) found.push(...(await filesBelow(one)));
  }
}

async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files];
  return (await Promise.all(entries.map(filesBelow))).flat();
}

/* The files that are chosen at one place: a list from which each can be taken out again. */
class Chosen {
  constructor(place, words) {
    this.files = [];
    this.words = words;
    this.place = place;
    this.input = place.querySelector("[data-files]");
    this.list = place.querySelector("[data-chosen]");
    this.count = place.querySelector("[data-count]");
    this.isRequired = this.input.required;
    this.input.required = false;
    const folder = place.querySelector("[webkitdirectory]");
    place.querySelector("[data-scripted]").hidden = false;
    place.querySelector("[data-folder]").addEventListener("click", () => folder.click());
    for (const input of [this.input, folder]) {
      input.addEventListener("change", () => {
        this.add([...input.files]);
        input.value = "";
      });
    }
    place.classList.add("scripted");
    place.addEventListener("dragover", (event) => {
      event.preventDefault();
      place.classList.add("over");
    });
    place.addEventListener("dragleave", () => place.classList.remove("over"));
    place.addEventListener("drop", async (event) => {
      event.preventDefault();
      place.classList.remove("over");
      this.add(await dropped(event.dataTransfer));
    });
    this.show();
  }

  add(files) {
    const real = files.filter((file) => !/^(\.|~\$)/.test(file.name));
    const isInOneFolder = (one, other) => placeOf(one) === placeOf(other) || [one, other].some((file) => placeOf(file) === file.name);
    const same = (one) => (other) =>
      other.name === one.name &&
      other.size === one.size &&
      other.lastModified === one.lastModified &&
      isInOneFolder(one, other);
    if (!this.input.multiple) this.files = [];
    for (const file of real) if (!this.files.some(same(file))) this.files.push(file);
    if (!this.input.multiple) this.files = this.files.slice(-1);
    const skipped = files.length - real.length;
    this.show(skipped ? filled(this.words.skipped, { count: skipped }) : "");
  }

  called(file) {
    return this.files.some((other) => other !== file && other.name === file.name) ? placeOf(file) : file.name;
  }

  remove(file) {
    const [at, name] = [this.files.indexOf(file), this.called(file)];
    this.files.splice(at, 1);
    this.show(filled(this.words.removed, { file: name }));
    (this.list.querySelectorAll("button")[Math.min(at, this.files.length - 1)] ?? this.input).focus();
  }

  show(more = "") {
    const total = this.files.reduce((sum, file) => sum + file.size, 0);
    const text = this.files.length ? filled(this.words.chosen, { count: this.files.length, size: size(total) }) : this.words.none;
    this.count.textContent = `${more} ${text}`.trim();
    this.list.replaceChildren(
      ...this.files.map((file) => {
        const line = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = "×";
        button.setAttribute("aria-label", filled(this.words.remove, { file: this.called(file) }));
        button.addEventListener("click", () => this.remove(file));
        const bytes = document.createElement("span");
        bytes.className = "quiet";
        bytes.textContent = size(file.size);
        line.append(button, ` ${this.called(file)} `, bytes);
        return line;
      }),
    );
  }
}

/* A form that sends files: it tells how far it has come, and stays as it is where something is wrong. */
function sendLive(form) {
  const words = JSON.parse(form.dataset.words);
  const places = [...form.querySelectorAll("[data-drop]")].map((place) => new Chosen(place, words));
  const sending = form.querySelector("[data-sending]");
  const [bar, said] = [sending.querySelector("progress"), sending.querySelector("p")];

  const isBusy = (busy) => {
    sending.hidden = !busy;
    form.setAttribute("aria-busy", busy);
    form.querySelectorAll("button").forEach((button) => (button.disabled = busy));
  };
  const failed = (text) => {
    isBusy(false);
    tellFault(text);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const files = places.flatMap((place) => place.files);
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    const { mostBytes, mostFiles } = form.dataset;
    if (places.some((place) => place.isRequired && !place.files.length)) return tellFault(words.nothing);
    if (bytes > Number(mostBytes)) return tellFault(filled(words.large, { most: Math.floor(mostBytes / 1e6) }));
    if (files.length > Number(mostFiles)) return tellFault(filled(words.many, { count: files.length, most: mostFiles }));
    const data = new FormData(form);
    for (const chosen of places) {
      data.delete(chosen.input.name);
      for (const file of chosen.files) data.append(chosen.input.name, file, placeOf(file));
    }
    const request = new XMLHttpRequest();
    request.responseType = "document";
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      bar.value = loaded / total;
      said.textContent = filled(words.sending, { done: size(loaded), total: size(total) });
    });
    request.upload.addEventListener("load", () => (said.textContent = words.sent));
    request.addEventListener("error", () => failed(words.lost));
    request.addEventListener("load", () => {
      const fault = request.response?.querySelector(".fault");
      const isTaken = new URL(request.responseURL).pathname !== new URL(form.action).pathname;
      if (isTaken) location.assign(request.responseURL);
      else failed(fault ? fault.textContent.trim() : words.lost);
    });
    isBusy(true);
    request.open("POST", form.action);
    request.send(data);
  });
}

/* While a dossier is opened: how far it has come; then the page that was asked for. */
async function watchOpening(place) {
  const stages = JSON.parse(place.dataset.stages);
  const [said, bar] = [place.querySelector("[role=status]"), place.querySelector("progress")];
  for (;;) {
    const answer = await fetch(place.dataset.opening, { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.status === 404) return location.reload();
    if (!answer?.ok) await new Promise((go) => setTimeout(go, 2000));
    else {
      const { stage, done, total, fault } = await answer.json();
      if (fault || stage === "open") return location.reload();
      const text = filled(stages[stage] ?? "", { done, total });
      if (said.textContent !== text) said.textContent = text;
      bar.max = total || 1;
      bar.value = done;
    }
  }
}

/* A form that is sent is not sent twice; it may be again when the page is shown again. */
function sendOnce(form) {
  const isBusy = (busy) => {
    form.setAttribute("aria-busy", busy);
    form.querySelectorAll("button").forEach((button) => (button.disabled = busy));
  };
  form.addEventListener("submit", () => setTimeout(() => isBusy(true)));
  addEventListener("pageshow", () => isBusy(false));
}

/* A file whose text goes into a field. */
function readInto(input) {
  input.closest("[data-scripted]").hidden = false;
  input.addEventListener("change", async () => {
    document.getElementById(input.dataset.into).value = await input.files[0].text();
  });
}

/* What came of the last deed is what is read first; where nothing did, a value may be typed at once. */
function beginAt(text) {
  if (!text) return document.getElementById("value")?.select();
  text.tabIndex = -1;
  text.focus();
}

document.querySelectorAll("[data-again]").forEach((note) => note.remove());
document.querySelectorAll("form[data-send]").forEach(sendLive);
document.querySelectorAll("form[method=post]:not([data-send], [data-live] form)").forEach(sendOnce);
document.querySelectorAll("[data-opening]").forEach(watchOpening);
document.querySelectorAll("[data-into]").forEach(readInto);
beginAt(document.querySelector("main .fault, #said .said"));
