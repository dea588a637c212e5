// @ts-check
/**
 * The page's side of the web chat: it draws bubbles, sends what the person says, and loses nothing of it.
 *
 * Every event carries an id made here, so that sending it again never counts twice; every answer of the
 * server carries all replies since the last one drawn, so that a lost answer comes with the next one.
 */

/** @typedef {{id: string, label: string}} Choice */
/** @typedef {{label: string, url: string}} Link */
/** @typedef {{type: "text", text: string, choices?: Choice[], state?: string}} TextMessage */
/** @typedef {{type: "card", title: string, lines: string[], links: Link[], tone: string, choices?: Choice[], state?: string}} CardMessage */
/** @typedef {TextMessage | CardMessage} Message */
/** @typedef {{by: "bot", id: number, at: string, messages: Message[]}} BotEntry */
/** @typedef {{by: "person", id: string, at: string, text: string}} PersonEntry */
/** @typedef {{id: string, type: string} & Record<string, string>} ChatEvent */
/** @typedef {{event: ChatEvent, shown: string}} Unsent */

const LONG = 5000;
/** Safely below the server's 64 KiB, at three bytes a character. */
const TOO_LONG = 20000;
const GIVE_UP_MS = 15000;
const TRY_AGAIN_MS = 1000;
const SHOW_TYPING_MS = 150;
const LISTEN_AGAIN_MS = 15000;
/** How far from the end, in pixels, still counts as reading the newest bubble. */
const NEAR_END = 96;
/** How much below the screen is worth a button that leads there. */
const HIDDEN_BELOW = 24;
const STILL_MS = 200;
const UNSENT = "hitoiki.unsent";

const page = document.documentElement;
const head = element("header");
const log = element("#log");
const typing = element("#typing");
const wayDown = element("#way-down");
const menu = /** @type {HTMLDetailsElement} */ (element("#menu"));
const words = /** @type {HTMLTextAreaElement} */ (element("#words"));
const send = /** @type {HTMLButtonElement} */ (element("#send"));
const texts = /** @type {Record<string, string>} */ (element("#texts").dataset);
const otherTabs = new BroadcastChannel("hitoiki");

/** Ids of the replies that are drawn; the highest is where the next question to the server starts. */
const drawn = new Set();
/** @type {Map<string, Unsent>} */
let unsent = new Map();
/** One event after the other, so that their order is the order of typing. */
let queue = Promise.resolve();
let isWaiting = false;
let isLoading = true;
let stillness = 0;
/** @type {HTMLElement | undefined} */
let newest;
/** The person has moved the page since their last message: it is theirs to scroll. */
let hasMoved = false;
/** @type {EventSource | null} */
let replies = null;

// What is said, and what comes back.

async function begin() {
  isLoading = true;
  log.setAttribute("aria-live", "off");
  log.replaceChildren();
  drawn.clear();
  const answer = await ask("/chat/history");
  if (answer === null) return failToBegin();
  for (const entry of answer.entries) entry.by === "bot" ? drawReply(entry) : drawPerson(entry);
  log.setAttribute("aria-live", "polite");
  showNewest();
  isLoading = false;
  sendRest(answer.entries);
  if (answer.entries.length === 0 && unsent.size === 0) say({ type: "open" }, "");
  listen();
}

function failToBegin() {
  isLoading = false;
  drawTrouble(texts.notLoaded, texts.loadAgain, begin);
}

/** What a reload or a lost connection kept back; what arrived all the same is left out. */
function sendRest(/** @type {(BotEntry | PersonEntry)[]} */ entries) {
  const arrived = new Set(entries.map((entry) => entry.id));
  for (const one of recall()) {
    if (!arrived.has(one.event.id)) keepAndSend(one, drawOwn(one));
  }
  remember();
}

function say(/** @type {Record<string, string>} */ event, /** @type {string} */ shown) {
  hasMoved = false;
  const one = { event: /** @type {ChatEvent} */ ({ id: newId(), ...event }), shown };
  keepAndSend(one, drawOwn(one));
}

function keepAndSend(/** @type {Unsent} */ one, /** @type {HTMLElement | null} */ bubble) {
  unsent.set(one.event.id, one);
  remember();
  enqueue(one, bubble);
}

function enqueue(/** @type {Unsent} */ one, /** @type {HTMLElement | null} */ bubble) {
  // One event that goes wrong must not hold up all that come after it.
  queue = queue.then(() => deliver(one, bubble)).catch(console.error);
}

async function deliver(/** @type {Unsent} */ one, /** @type {HTMLElement | null} */ bubble) {
  mark(bubble, "sending");
  isWaiting = true;
  const timer = setTimeout(showTyping, SHOW_TYPING_MS);
  const answer = (await post(one.event)) ?? (await postOnceMore(one.event));
  clearTimeout(timer);
  typing.hidden = true;
  answer === null ? fail(one, bubble) : arrive(one, bubble, answer);
  isWaiting = false;
}

function post(/** @type {ChatEvent} */ event) {
  return ask(`/chat/events?after=${Math.max(0, ...drawn)}`, event);
}

/** A short gap in the line need not trouble the person. */
async function postOnceMore(/** @type {ChatEvent} */ event) {
  if (!navigator.onLine) return null;
  await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
  return post(event);
}

function arrive(/** @type {Unsent} */ one, /** @type {HTMLElement | null} */ bubble, /** @type {{entries: BotEntry[], erased: boolean}} */ answer) {
  unsent.delete(one.event.id);
  remember();
  mark(bubble, "sent");
  if (answer.erased) return afterErasing(answer.entries);
  for (const entry of answer.entries) drawReply(entry);
}

function afterErasing(/** @type {BotEntry[]} */ entries) {
  otherTabs.postMessage(entries);
  showErased(entries);
}

/** Nothing of the talk stays on the screen, in this tab or in another one; nothing greets anew what was just erased. */
function showErased(/** @type {BotEntry[]} */ entries) {
  unsent.clear();
  remember();
  if (entries.length === 0) return begin();
  log.replaceChildren();
  drawn.clear();
  for (const entry of entries) drawReply(entry);
  listen();
}

function fail(/** @type {Unsent} */ one, /** @type {HTMLElement | null} */ bubble) {
  const again = () => enqueue(one, bubble);
  if (bubble === null) return drawTrouble(texts.notLoaded, texts.loadAgain, again);
  mark(bubble, "failed");
  const note = make("p", "not-sent", make("span", "", texts.notSent), button(texts.again, again));
  bubble.append(note);
  reveal(bubble);
}

/**
 * The server's answer, or null where none came.
 * @returns {Promise<any>}
 */
async function ask(/** @type {string} */ path, /** @type {ChatEvent | undefined} */ event = undefined, isSecondTry = false) {
  try {
    const response = await fetch(path, {
      method: event ? "POST" : "GET",
      headers: event ? { "Content-Type": "application/json" } : {},
      body: event ? JSON.stringify(event) : null,
      signal: AbortSignal.timeout(GIVE_UP_MS),
    });
    if (response.ok) return await response.json();
    if (response.status === 401 && !isSecondTry) return await askAsSomeoneNew(path, event);
    if (response.status === 401 && !log.querySelector(".trouble")) drawTrouble(texts.noCookie);
  } catch {
    // Offline, too slow or cut off: the caller offers another try.
  }
  return null;
}

/** The cookie has run out while the page stood open; the page itself hands out a new one. */
async function askAsSomeoneNew(/** @type {string} */ path, /** @type {ChatEvent | undefined} */ event) {
  await fetch("/", { cache: "no-store", signal: AbortSignal.timeout(GIVE_UP_MS) });
  return ask(path, event, true);
}

/** Replies that come later: from staff, or to a message sent in another tab. */
function listen() {
  replies?.close();
  if (document.hidden) return;
  const stream = new EventSource(`/chat/replies?after=${Math.max(0, ...drawn)}`);
  stream.onmessage = (message) => drawReply(JSON.parse(message.data));
  stream.onerror = () => {
    if (stream.readyState === EventSource.CLOSED && stream === replies) setTimeout(listen, LISTEN_AGAIN_MS);
  };
  replies = stream;
}

/** Where storage is refused, a reload loses only what could not be sent. */
function remember() {
  try {
    sessionStorage.setItem(UNSENT, JSON.stringify([...unsent.values()]));
  } catch {}
}

function recall() {
  try {
    return /** @type {Unsent[]} */ (JSON.parse(sessionStorage.getItem(UNSENT) ?? "[]"));
  } catch {
    return [];
  }
}

/** `crypto.randomUUID` is missing where the page is not served over https. */
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// Bubbles.

function drawReply(/** @type {BotEntry} */ entry) {
  if (drawn.has(entry.id)) return;
  drawn.add(entry.id);
  const follows = isAtEnd() || (isWaiting && !hasMoved);
  dropChoices();
  const bubbles = entry.messages.map(drawMessage);
  drawBubbles("bot", texts.bot, bubbles, entry.at);
  newest = bubbles[0];
  const last = entry.messages.at(-1);
  if (last?.choices?.length) log.append(drawChoices(last.choices, last.state ?? ""));
  if (isLoading) return;
  follows ? reveal(bubbles[0]) : offerWayDown(texts.newReply);
  lookBelow();
}

function drawOwn(/** @type {Unsent} */ { event, shown }) {
  return shown ? drawPerson({ by: "person", id: event.id, at: new Date().toISOString(), text: shown }) : null;
}

function drawPerson(/** @type {PersonEntry} */ entry) {
  dropChoices();
  const bubble = make("div", "bubble", make("p", "", entry.text));
  bubble.tabIndex = -1;
  drawBubbles("person", texts.person, [bubble], entry.at);
  if (!isLoading) reveal(bubble);
  return bubble;
}

/** Bubbles of the same side stand together under one mark. */
function drawBubbles(/** @type {"bot" | "person"} */ side, /** @type {string} */ name, /** @type {HTMLElement[]} */ bubbles, /** @type {string} */ at) {
  drawDay(at);
  const previous = /** @type {HTMLElement | null} */ (log.lastElementChild);
  const joins = previous?.dataset.side === side;
  const turn = joins ? previous : make("div", `turn ${side}`, ...(side === "bot" ? [typing.children[0].cloneNode()] : []));
  if (!joins) turn.dataset.side = side;
  const time = make("time", "", new Intl.DateTimeFormat("ja-JP", { timeStyle: "short" }).format(new Date(at)));
  time.setAttribute("datetime", at);
  turn.append(make("p", "unseen", name), ...bubbles.slice(0, -1), make("div", "stamped", ...bubbles.slice(-1), time));
  if (!joins) log.append(turn);
}

function drawDay(/** @type {string} */ at) {
  const day = new Intl.DateTimeFormat("ja-JP", { month: "long", day: "numeric", weekday: "short" }).format(new Date(at));
  if (log.dataset.day !== day || log.childElementCount === 0) log.append(make("p", "day", day));
  log.dataset.day = day;
}

function drawMessage(/** @type {Message} */ message) {
  if (message.type === "text") return make("div", "bubble", make("p", "", message.text));
  const links = message.links.map((link) => make("li", "", drawLink(link)));
  return make(
    "div",
    `bubble card ${message.tone}`,
    make("h2", "", message.title),
    ...message.lines.map((line) => make("p", "", line)),
    ...(links.length ? [make("ul", "links", ...links)] : []),
  );
}

function drawLink(/** @type {Link} */ link) {
  const way = /** @type {HTMLAnchorElement} */ (make("a", "", link.label));
  const { protocol, href } = new URL(link.url, location.href);
  if (protocol === "tel:" || protocol === "https:" || protocol === "http:") way.href = href;
  if (protocol !== "tel:") {
    way.target = "_blank";
    way.rel = "noopener noreferrer";
    way.append(make("span", "unseen", ` (${texts.newWindow})`));
  }
  return way;
}

function drawChoices(/** @type {Choice[]} */ choices, /** @type {string} */ state) {
  const group = make("div", "choices", ...choices.map((choice) => button(choice.label, () => choose(choice, state))));
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", texts.choices);
  return group;
}

/** The tapped choice vanishes, so the focus moves on to the bubble that it has become. */
function choose(/** @type {Choice} */ choice, /** @type {string} */ state) {
  say({ type: "choice", choice: choice.id, state }, choice.label);
  const own = /** @type {HTMLElement} */ ([...log.querySelectorAll(".person .bubble")].at(-1));
  own.focus({ preventScroll: true });
}

function dropChoices() {
  for (const group of log.querySelectorAll(".choices")) group.remove();
}

function drawTrouble(/** @type {string} */ words, /** @type {string} */ label = "", /** @type {() => unknown} */ again = () => {}) {
  const note = make("div", "trouble", make("p", "", words));
  note.setAttribute("role", "alert");
  if (label) note.append(button(label, () => (note.remove(), again())));
  log.append(note);
}

function mark(/** @type {HTMLElement | null} */ bubble, /** @type {"sending" | "sent" | "failed"} */ delivery) {
  if (bubble === null) return;
  bubble.dataset.delivery = delivery;
  bubble.querySelector(".not-sent")?.remove();
}

function showTyping() {
  const follows = isAtEnd();
  typing.hidden = false;
  if (follows) reveal(typing);
}

function make(/** @type {string} */ tag, /** @type {string} */ name, /** @type {(Node | string)[]} */ ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children);
  return made;
}

function button(/** @type {string} */ label, /** @type {() => unknown} */ press) {
  const made = /** @type {HTMLButtonElement} */ (make("button", "", label));
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

function element(/** @type {string} */ selector) {
  return /** @type {HTMLElement} */ (document.querySelector(selector));
}

// Scrolling.

function isAtEnd(tolerance = NEAR_END) {
  return innerHeight + scrollY >= page.scrollHeight - tolerance;
}

/** Scroll so that a reply is read from its first line on, with the person's own short words above it. */
function reveal(/** @type {HTMLElement} */ bubble) {
  const turn = bubble.closest(".turn");
  const own = turn?.querySelector(".bubble") === bubble ? turn.previousElementSibling : null;
  const isShort = own instanceof HTMLElement && own.matches(".person") && own.offsetHeight < innerHeight / 4;
  const covered = Math.max(0, head.getBoundingClientRect().bottom);
  const top = scrollY + (isShort ? own : bubble).getBoundingClientRect().top - covered - 12;
  scrollTo({ top, behavior: isLoading || isCalm() ? "auto" : "smooth" });
}

function isCalm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function showNewest() {
  if (newest) reveal(newest);
  lookBelow();
}

/** Once the page stands still: is there something below that nobody would guess? */
function lookBelow() {
  clearTimeout(stillness);
  stillness = setTimeout(() => {
    if (isAtEnd(HIDDEN_BELOW)) wayDown.hidden = true;
    else if (wayDown.hidden) offerWayDown(texts.more);
  }, STILL_MS);
}

function offerWayDown(/** @type {string} */ label) {
  wayDown.textContent = label;
  wayDown.hidden = false;
}

wayDown.addEventListener("click", () => {
  const isNew = wayDown.textContent === texts.newReply;
  wayDown.hidden = true;
  isNew ? showNewest() : scrollBy({ top: innerHeight / 2, behavior: isCalm() ? "auto" : "smooth" });
});
for (const kind of ["wheel", "touchmove"]) addEventListener(kind, () => (hasMoved = true), { passive: true });
for (const kind of ["scroll", "resize"]) addEventListener(kind, lookBelow, { passive: true });

// Writing.

function submit() {
  const text = words.value.trim();
  if (!text || text.length > TOO_LONG) return words.focus();
  words.value = "";
  fit();
  say({ type: "text", text }, text);
  words.focus();
}

/** The box grows with the words; a long text gets a kind word before it is sent. */
function fit() {
  words.style.height = "auto";
  words.style.height = `${words.scrollHeight + words.offsetHeight - words.clientHeight}px`;
  const count = words.value.length;
  const [limit, hint] = count > TOO_LONG ? [TOO_LONG, texts.tooLong] : [LONG, count > LONG ? texts.long : ""];
  const number = new Intl.NumberFormat("ja-JP");
  element("#length").textContent = hint.replace("{count}", number.format(count)).replace("{limit}", number.format(limit));
  send.disabled = count > TOO_LONG;
}

element("#composer").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
words.addEventListener("input", fit);
words.addEventListener("keydown", (event) => {
  // 229: Safari ends a composition before it reports the Enter that ended it (https://bugs.webkit.org/show_bug.cgi?id=165004).
  const composes = event.isComposing || event.keyCode === 229;
  if (event.key !== "Enter" || event.shiftKey || composes) return;
  event.preventDefault();
  submit();
});
words.addEventListener("paste", (event) => {
  const file = event.clipboardData?.files[0];
  if (!file) return;
  event.preventDefault();
  const kind = file.type.split("/")[0];
  say({ type: "media", kind: ["image", "video", "audio"].includes(kind) ? kind : "file" }, texts.picture);
});

for (const command of document.querySelectorAll("[data-said]")) {
  command.addEventListener("click", () => {
    const said = /** @type {HTMLElement} */ (command).dataset.said ?? "";
    menu.open = false;
    element("#menu summary").focus();
    say({ type: "text", text: said }, said);
  });
}
addEventListener("click", (event) => {
  if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
});
menu.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  menu.open = false;
  element("#menu summary").focus();
});

/** The connection is back: everything that waits for another try gets it. */
addEventListener("online", () => {
  for (const again of log.querySelectorAll(".not-sent button, .trouble button")) /** @type {HTMLElement} */ (again).click();
});
document.addEventListener("visibilitychange", listen);
otherTabs.addEventListener("message", (erased) => showErased(erased.data));
history.scrollRestoration = "manual";
begin();
