// An answer of rows: each row a group of fields, with a way to add one, to remove one, and to say that there are none.

function table(of, asked, texts, id, change) {
  const list = element('div', { class: 'rows' });
  const none = element('input', { type: 'checkbox', id: fresh('o'), onchange: () => { if (none.checked) clear(); told(); } });
  let rows = [];

  const clear = () => { rows = []; list.replaceChildren(); };
  const add = button(say('row-add'), () => { none.checked = false; addRow({}); told(); rows[rows.length - 1].focus(); }, { class: 'add' });

  /** Whether a value may stand in a cell: a row with it, and nothing else yet, is of the form that is asked for. */
  const mayStand = (column, value) =>
    texts.fits([Object.fromEntries(of.columns.map(({ id: key }) => [key, key === column.id ? value : null]))]);

  function addRow(values, typed = {}) {
    const cells = { ...values };
    const raw = { ...typed };
    const place = fresh('row');
    const parts = of.columns.map((column) => {
      const wrong = element('p', { class: 'wrong', hidden: true }, wanted(column.of));
      const part = cellControl(column.of, column.title, { told: wrong, fits: texts.fits }, fresh('cell'), (value, text) => {
        const fits = value !== undefined && mayStand(column, value);
        cells[column.id] = fits ? value : null;
        if (fits || !text) delete raw[column.id];
        else raw[column.id] = text;
        wrong.hidden = raw[column.id] === undefined;
        told();
      });
      part.show(cells[column.id] ?? undefined, raw[column.id]);
      wrong.hidden = raw[column.id] === undefined;
      return part;
    });
    const row = {
      cells,
      raw,
      focus: () => made.querySelector('input, select')?.focus(),
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
    const raws = rows.map(({ raw }) => raw);
    const isRaw = raws.some((raw) => Object.keys(raw).length > 0);
    change(values.length > 0 || none.checked ? values : undefined, isRaw ? raws : undefined);
  }

  function show(value, typed) {
    clear();
    none.checked = Array.isArray(value) && value.length === 0;
    if (Array.isArray(value)) value.forEach((row, at) => addRow(row ?? {}, typed?.[at]));
  }

  const nothing = of.least > 0 ? null
    : element('div', { class: 'option' }, none, element('label', { for: none.id }, say('rows-none')));
  return { element: group(asked, texts, id, list, nothing, add), show, rows: () => rows.map((row) => row.element) };
}
