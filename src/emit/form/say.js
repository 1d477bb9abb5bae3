'use strict';

// What the page is made from, and what it says to people.

const { language, words, form, rules } = JSON.parse(document.getElementById('data').textContent);

/** The message of that name with its arguments put in. A message that counts has a text for one, and one for others. */
function say(name, given = {}) {
  const message = words[name];
  const text = Array.isArray(message) ? message[(given.count ?? given.n) === 1 ? 0 : 1] : message;
  return text.replace(/\{(\w+)\}/g, (mark, key) => (key in given ? String(given[key]) : mark));
}

/** Phrases as one: "a, b and c". */
function join(phrases, word = 'and') {
  return phrases.reduceRight((last, phrase, at) => {
    if (at === phrases.length - 1) return phrase;
    return at === phrases.length - 2
      ? say(`list-${word}`, { before: phrase, last })
      : phrase + say('list-comma') + last;
  }, '');
}
