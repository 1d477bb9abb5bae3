// An answer of rows: each row a group of fields, with a way to add one, to remove one, and to say that there are none.

function table(of, asked, texts, id, change) {
  const list = element('div', { class: 'rows' });
  const none = element('input', { type: 'checkbox', id: fresh('o'), onchange: () => { if (none.checked) clear(); told(); } });
  let rows = [];

  const clear = () => { rows = []; list.replaceChildren(); };
  const add = button(say('row-add'), () => { none.checked = false; put({}); told(); rows[rows.length - 1].focus(); }, { class: 'add' });

  function put(values) {
    const cells = { ...values };
    const place = fresh('row');
    const parts = of.columns.map((column) => control(column.of, column.title, undefined, fresh('cell'), (value) => {
      if (value === undefined) cells[column.id] = null;
      else cells[column.id] = value;
      told();
    }));
    parts.forEach((part, at) => part.show(cells[of.columns[at].id] ?? undefined));
    const row = {
      cells,
      focus: () => made.querySelector('input, textarea')?.focus(),
    };
    const remove = button(say('row-remove'), () => {
      rows = rows.filter((other) => other !== row);
      made.remove();
      number();
      told();
      add.focus();
    }, { class: 'remove' });
    const made = element('fieldset', { class: 'line', id: place },
      element('legend', {}, ''), element('div', { class: 'cells' }, parts.map((part) => part.element)), remove);
    row.element = made;
    rows.push(row);
    list.append(made);
    number();
  }

  function number() {
    rows.forEach((row, at) => { row.element.querySelector('legend').textContent = say('row', { number: at + 1 }); });
  }

  function told() {
    const values = rows.map(({ cells }) => Object.fromEntries(of.columns.map(({ id: key }) => [key, cells[key] ?? null])));
    if (values.length > 0) none.checked = false;
    change(values.length > 0 || none.checked ? values : undefined);
  }

  function show(value) {
    clear();
    none.checked = Array.isArray(value) && value.length === 0;
    if (Array.isArray(value)) value.forEach((row) => put(row ?? {}));
  }

  const nothing = of.least > 0 ? null
    : element('div', { class: 'option' }, none, element('label', { for: none.id }, say('rows-none')));
  return { element: group(asked, texts, id, list, nothing, add), show, rows: () => rows.map((row) => row.element) };
}
