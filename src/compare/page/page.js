
'use strict';
(() => {
  const table = document.getElementById('table');
  const form = document.getElementById('controls');
  if (!table || !form) return;
  const field = (id) => document.getElementById(id);
  const RANK = ['not-met', 'unanswered', 'deviation', 'to-review', 'met', 'not-applicable'];
  const BINDING = ['shall', 'should', 'may'];
  const DIFFERENCE = ['nothing', 'answers', 'verdicts'];

  // One entry a requirement, in the order of the lot; what is sorted and filtered by is read once.
  const rows = [...table.querySelectorAll('tbody.r')].map((body, order) => ({
    body,
    order,
    text: body.textContent.toLowerCase(),
    theme: body.dataset.theme,
    binding: body.dataset.binding,
    weight: Number(body.dataset.weight),
    difference: DIFFERENCE.findIndex((word) => body.classList.contains(word)),
    marked: body.classList.contains('marked'),
    verdicts: [...body.rows[0].querySelectorAll('td.v')].map((cell) => RANK.find((word) => cell.classList.contains(word))),
  }));
  const themes = [...table.querySelectorAll('tbody.theme')].map((body) => ({ body, theme: body.textContent.trim() }));

  const by = {
    number: () => 0,
    theme: (a, b) => a.theme.localeCompare(b.theme, 'en'),
    binding: (a, b) => BINDING.indexOf(a.binding) - BINDING.indexOf(b.binding),
    weight: (a, b) => b.weight - a.weight,
  };
  const heads = [...table.querySelectorAll('thead th')].map((head, at) => ({
    head,
    key: ['number', 'binding', 'weight'][at] ?? String(at - 3),
    order: at === 2 ? 'descending' : 'ascending',
  }));
  const byVerdict = (bid) => (a, b) => RANK.indexOf(a.verdicts[bid]) - RANK.indexOf(b.verdicts[bid]);

  function sort() {
    const key = field('sort').value;
    const compare = by[key] ?? byVerdict(Number(key));
    rows.sort((a, b) => compare(a, b) || a.order - b.order);
    const grouped = key === 'number' || key === 'theme';
    const parts = [];
    let theme = null;
    for (const row of rows) {
      if (grouped && row.theme !== theme) {
        theme = row.theme;
        parts.push(...themes.filter((head) => head.theme === theme).map((head) => head.body));
      }
      parts.push(row.body);
    }
    if (!grouped) parts.push(...themes.map((head) => head.body));
    table.append(...parts);
    for (const { head, key: own, order } of heads) {
      head.querySelector('button').setAttribute('aria-pressed', String(key === own));
      if (key === own) head.setAttribute('aria-sort', order);
      else head.removeAttribute('aria-sort');
    }
    filter();
  }

  function filter() {
    const words = field('find').value.toLowerCase().split(/\s+/).filter(Boolean);
    const [theme, binding, verdict, whose] = ['theme', 'binding', 'verdict', 'whose'].map((id) => field(id).value);
    const least = DIFFERENCE.indexOf(field('difference').value || 'nothing');
    const marked = field('marked').checked;
    const grouped = ['number', 'theme'].includes(field('sort').value);
    let shown = 0;
    const seen = new Set();
    for (const row of rows) {
      const verdicts = whose === '' ? row.verdicts : [row.verdicts[Number(whose)]];
      const fits = words.every((word) => row.text.includes(word))
        && (theme === '' || row.theme === theme)
        && (binding === '' || row.binding === binding)
        && (verdict === '' || verdicts.includes(verdict))
        && row.difference >= least
        && (!marked || row.marked);
      row.body.hidden = !fits;
      if (fits) {
        shown += 1;
        seen.add(row.theme);
      }
    }
    for (const head of themes) head.body.hidden = !grouped || !seen.has(head.theme);
    field('shown').textContent = `${shown} of ${rows.length} requirements`;
    for (const body of table.querySelectorAll('tbody.near')) body.classList.remove('near');
    draw(NEAR);
  }

  // A table of thousands of rows takes seconds to lay out: what lies far below is drawn when it comes near. On paper
  // all of it is there, and without a script.
  const NEAR = 200;
  function draw(count) {
    const far = [...table.querySelectorAll('tbody:not([hidden], .near)')];
    for (const body of far.slice(0, count)) body.classList.add('near');
    return far.length > 0;
  }
  const end = document.createElement('div');
  table.after(end);
  const below = new IntersectionObserver(([seen]) => {
    if (!seen.isIntersecting || !draw(NEAR)) return;
    // Told again, should the end still be near.
    below.unobserve(end);
    below.observe(end);
  }, { root: table.closest('.tall'), rootMargin: '2000px' });
  below.observe(end);

  // Columns are hidden by rules: a rule for the rows of verdicts, one for the rows of answers, in
  // which the first cell is three columns wide.
  const sheet = document.styleSheets[0];
  const own = sheet.cssRules.length;
  const wide = [...table.querySelectorAll('tbody.theme th, tr.a > td:first-child')];
  function columns() {
    while (sheet.cssRules.length > own) sheet.deleteRule(own);
    let left = 0;
    for (const box of form.querySelectorAll('.column')) {
      if (box.checked) {
        left += 1;
        continue;
      }
      const at = Number(box.value);
      sheet.insertRule(`#table tr:not(.a) > :nth-child(${at + 4}) { display: none; }`, sheet.cssRules.length);
      sheet.insertRule(`#table tr.a > :nth-child(${at + 2}) { display: none; }`, sheet.cssRules.length);
    }
    sheet.insertRule(`#table { --bids: ${left}; }`, sheet.cssRules.length);
    // A cell as wide as the table would keep the columns that are gone.
    for (const cell of wide) cell.colSpan = left + 3;
  }

  for (const { head, key } of heads) {
    const words = head.querySelector('b') ?? head;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = words.textContent;
    button.setAttribute('aria-label', words === head ? `${words.textContent}: sort by it` : `${words.textContent}: sort by its verdicts`);
    button.addEventListener('click', () => {
      field('sort').value = field('sort').value === key ? 'number' : key;
      sort();
    });
    // Heads that are repeated on paper are printed without what is in a button.
    const printed = document.createElement('span');
    printed.className = 'paper';
    printed.textContent = words.textContent;
    words.replaceChildren(button, printed);
  }
  form.addEventListener('input', (event) => {
    if (event.target.id === 'sort') sort();
    else if (event.target.classList.contains('column')) columns();
    else filter();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(() => {
    columns();
    sort();
  }));
  field('open').addEventListener('click', () => {
    const shown = rows.filter((row) => !row.body.hidden).map((row) => row.body.querySelector('details'));
    const open = !shown.every((details) => details.open);
    shown.forEach((details) => { details.open = open; });
  });

  // A link to a requirement leads to it, also where it is filtered out.
  function reveal() {
    const target = document.querySelector('#table tbody:target');
    if (!target || (!target.hidden && target.classList.contains('near'))) return;
    if (target.hidden) form.reset();
    setTimeout(() => {
      while (!target.classList.contains('near') && draw(NEAR));
      target.scrollIntoView();
    });
  }
  addEventListener('hashchange', reveal);

  form.hidden = false;
  sort();
  reveal();
})();
