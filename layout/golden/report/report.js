"use strict";
// The report without this script shows everything, side by side. With it: one difference open at a time, four ways of
// looking, and keys. Nothing is fetched, and no copy is ever read as HTML.
(() => {
  const root = document.documentElement;
  const find = (selector, within = document) => [...within.querySelectorAll(selector)];
  const cards = find(".card");
  const firstOf = (page) => page.querySelector(".card.difference") || page.querySelector(".card");
  // Where j and k stop: every difference, and the whole page where a page has none of its own.
  const stops = cards.filter((card) => card.classList.contains("difference") || card === firstOf(card.closest(".page")));
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const WAYS = ["side", "slider", "blink", "overlay"];
  const SECOND = 1000;
  let timer = 0;
  let current = null;

  const opener = (card) => card.querySelector(".opener");
  const pageOf = (card) => card.closest(".page");

  function show(side) {
    root.dataset.shown = side;
  }

  function swap() {
    show(root.dataset.shown === "now" ? "golden" : "now");
  }

  // One second each; who wants less motion swaps by hand, with the space bar or a click.
  function setBlinking(on) {
    clearInterval(timer);
    timer = on ? setInterval(swap, SECOND) : 0;
    root.dataset.blinking = on ? "on" : "off";
  }

  function look(way) {
    root.dataset.way = way;
    find(".ways button").forEach((button) => button.setAttribute("aria-pressed", String(button.value === way)));
    show("golden");
    setBlinking(way === "blink" && !calm.matches);
    if (current) bringIntoView(current);
  }

  function open(card, expanded) {
    opener(card).setAttribute("aria-expanded", String(expanded));
    card.querySelector(".inside").hidden = !expanded;
    card.classList.toggle("open", expanded);
    find(`[data-card="${card.id}"]`, pageOf(card)).forEach((box) => box.classList.toggle("current", expanded));
  }

  function select(card, options = {}) {
    find(".card.open", pageOf(card)).filter((other) => other !== card).forEach((other) => open(other, false));
    open(card, true);
    current = card;
    if (options.go) {
      opener(card).focus({ preventScroll: true });
      bringIntoView(card);
    }
  }

  // As little as will do; of what is higher than the window, its head.
  function bringIntoView(card) {
    const block = card.offsetHeight > innerHeight * 0.8 ? "start" : "nearest";
    card.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
  }

  function step(by) {
    const at = stops.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : stops.length - 1) : at + by;
    if (stops[next]) select(stops[next], { go: true });
  }

  // j and k go on from where the focus is.
  document.addEventListener("focusin", (event) => {
    const card = event.target.closest(".card");
    if (card) current = card;
  });

  document.addEventListener("click", (event) => {
    const box = event.target.closest("[data-card]");
    const button = event.target.closest(".opener");
    const way = event.target.closest(".ways button");
    const help = event.target.closest("[data-help]");
    if (box) select(document.getElementById(box.dataset.card), { go: true });
    else if (way) look(way.value);
    else if (help) toggleHelp();
    else if (button) {
      const card = button.closest(".card");
      if (card.classList.contains("open")) open(card, false);
      else select(card);
    } else if (root.dataset.way === "blink" && event.target.closest(".pictures")) {
      setBlinking(false);
      swap();
    }
  });

  document.addEventListener("input", (event) => {
    if (event.target.matches(".cut")) event.target.closest(".pictures").style.setProperty("--cut", `${event.target.value}%`);
  });

  const help = document.getElementById("help");
  function toggleHelp() {
    if (help.open) help.close();
    else help.showModal();
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    1: () => look("side"),
    2: () => look("slider"),
    3: () => look("blink"),
    4: () => look("overlay"),
    z: () => setZoom(root.dataset.zoom !== "full"),
    "?": toggleHelp,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (help.open && event.key !== "?") return;
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    } else if (event.key === " " && root.dataset.way === "blink" && !event.target.closest("button, input, a, summary")) {
      event.preventDefault();
      setBlinking(false);
      swap();
    }
  });

  // At full size the two pictures of a pair scroll as one.
  function setZoom(full) {
    root.dataset.zoom = full ? "full" : "fit";
    document.getElementById("zoom").setAttribute("aria-pressed", String(full));
  }
  document.getElementById("zoom").addEventListener("click", () => setZoom(root.dataset.zoom !== "full"));
  document.addEventListener(
    "scroll",
    (event) => {
      const frame = event.target;
      if (!(frame instanceof Element) || !frame.matches(".frame")) return;
      for (const other of find(".frame", frame.closest(".pictures"))) {
        if (other !== frame && (other.scrollLeft !== frame.scrollLeft || other.scrollTop !== frame.scrollTop)) {
          other.scrollTo(frame.scrollLeft, frame.scrollTop);
        }
      }
    },
    { capture: true, passive: true },
  );

  root.classList.add("live");
  cards.forEach((card) => open(card, false));
  find(".page").forEach((page) => {
    const first = firstOf(page);
    if (first) open(first, true);
  });
  current = null;
  setZoom(false);
  look(WAYS[0]);
})();
