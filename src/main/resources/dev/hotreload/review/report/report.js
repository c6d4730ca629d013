"use strict";
const words = document.getElementById("words");
const verdicts = [...document.querySelectorAll("input[name=verdict]")];
const findings = [...document.querySelectorAll("tbody")];
const shown = document.getElementById("shown");
function filter() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(word => word);
  const kinds = new Set(verdicts.filter(box => box.checked).map(box => box.value));
  for (const finding of findings) {
    const text = finding.textContent.toLowerCase();
    finding.hidden = !kinds.has(finding.dataset.verdict) || !wanted.every(word => text.includes(word));
  }
  shown.textContent = findings.filter(finding => !finding.hidden).length + " of " + findings.length + " shown";
}
for (const input of [words, ...verdicts]) {
  input.addEventListener("input", filter);
}
document.getElementById("filter").hidden = findings.length === 0;
filter();
