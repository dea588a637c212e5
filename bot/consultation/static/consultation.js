"use strict";

// Everything on the page works without this file: the memo can be selected, and the browser can print.

const legacyCopy = (memo) => {
  const selection = window.getSelection();
  selection.selectAllChildren(memo);
  const copied = document.execCommand("copy");
  if (copied) selection.removeAllRanges();
  return copied;
};

const copyText = async (memo) => {
  try {
    await navigator.clipboard.writeText(memo.textContent);
    return true;
  } catch {
    // No clipboard without https, or the in-app browser of a chat refuses it.
    return legacyCopy(memo);
  }
};

for (const tools of document.querySelectorAll("[data-tools]")) tools.hidden = false;

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const copied = await copyText(document.getElementById(button.dataset.copy));
    button.parentElement.querySelector("[role=status]").textContent =
      copied ? button.dataset.copied : button.dataset.notCopied;
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
