'use strict';
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Lanes, step by step: the buttons, or the arrow keys while the drawing has the focus.
  function steps(figure) {
    const drawn = all('svg .step', figure);
    const said = all('ol li', figure);
    const now = figure.querySelector('.now');
    const stepper = figure.querySelector('.stepper');
    const last = drawn.length - 1;
    let at = -1;
    if (last < 0) return;

    function show(step) {
      at = Math.max(-1, Math.min(last, step));
      figure.classList.toggle('stepping', at >= 0);
      drawn.forEach((g, i) => {
        g.classList.toggle('past', i <= at);
        g.classList.toggle('current', i === at);
      });
      said.forEach((li, i) => li.classList.toggle('current', i === at));
      now.textContent = at < 0 ? '' : `Step ${said[at].value} of ${said[last].value}: ${said[at].textContent}`;
      if (at >= 0) scrollTo(drawn[at].getBoundingClientRect(), stepper.getBoundingClientRect().bottom);
    }

    // As little as shows the step below the line that says it.
    function scrollTo(step, top) {
      if (step.top < top) scrollBy(0, step.top - top - 8);
      else if (step.bottom > innerHeight) scrollBy(0, step.bottom - innerHeight + 8);
    }

    const moves = {
      first: () => show(0),
      previous: () => show(Math.max(0, at - 1)),
      next: () => show(at + 1),
      last: () => show(last),
      all: () => show(-1)
    };
    const keys = {
      ArrowRight: 'next', ArrowDown: 'next', ArrowLeft: 'previous', ArrowUp: 'previous',
      Home: 'first', End: 'last', Escape: 'all'
    };
    figure.addEventListener('keydown', event => {
      const move = keys[event.key];
      if (!move || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      moves[move]();
    });
    all('button', stepper).forEach(button =>
      button.addEventListener('click', () => moves[button.dataset.step]()));
    stepper.hidden = false;
  }

  // The filter: what has the attribute and does not match is hidden, columns of tables included.
  function filters(form) {
    const inputs = {
      kernel: form.querySelector('#by-kernel'),
      fact: form.querySelector('#by-fact'),
      function: form.querySelector('#by-function')
    };
    const filtered = form.querySelector('#filtered');
    const marked = all('main [data-kernel], main [data-fact], main [data-function]');

    const nothing = 'Nothing matches. A release that has no row of its own is as the row before it.';

    const words = text => text.toLowerCase().split(/\s+/).filter(word => word);

    // A fact and a whole name are meant as they stand: F1 is not F10.
    function matches(element, name, wanted) {
      const value = element.dataset[name];
      if (value === undefined || wanted.length === 0) return true;
      const has = words(value);
      return wanted.some(want => has.some(one => name === 'fact' ? one === want : one.includes(want)));
    }

    function columns(hide) {
      all('.verdicts table').forEach(table => {
        const heads = all('thead th', table).map(hide);
        if (!heads.includes(true) && !table.dataset.narrowed) return;
        table.dataset.narrowed = heads.includes(true) ? 'yes' : '';
        all('tr', table).forEach(row =>
          [...row.cells].forEach((cell, i) => cell.toggleAttribute('data-hidden', heads[i])));
      });
    }

    function apply() {
      const wanted = Object.entries(inputs).map(([name, input]) => [name, words(input.value)]);
      const none = wanted.every(([, list]) => list.length === 0);
      let shown = 0;
      const hides = element => !wanted.every(([name, list]) => matches(element, name, list));
      marked.forEach(element => {
        if (element.tagName === 'TH' && element.scope === 'col') return;
        const hide = hides(element);
        element.toggleAttribute('data-hidden', hide);
        if (!hide) shown++;
      });
      columns(hides);
      filtered.textContent = none ? '' : shown === 0 ? nothing : `${shown} rows and sections match.`;
    }

    form.addEventListener('input', apply);
    form.addEventListener('submit', event => event.preventDefault());
    // The browser would empty the fields after the event; so what is shown would follow later still.
    form.addEventListener('reset', event => {
      event.preventDefault();
      Object.values(inputs).forEach(input => { input.value = ''; });
      apply();
    });
    form.hidden = false;
  }

  // What a link leads to is shown, whatever hides it.
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest('[data-hidden]')) document.getElementById('filter').reset();
    for (let e = target; e; e = e.parentElement) if (e.tagName === 'DETAILS') e.open = true;
    setTimeout(() => target.scrollIntoView({block: 'center'}), 20);
  }

  all('.figure').forEach(steps);
  filters(document.getElementById('filter'));
  addEventListener('hashchange', reveal);
  if (location.hash) reveal();
})();
