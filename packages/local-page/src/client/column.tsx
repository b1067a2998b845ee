import type { ComponentChildren } from 'preact';

/** One of the three columns. */
export function Column(props: {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly facts: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const { name, title, about, facts, children } = props;
  return (
    <section class={`column ${name}`} aria-labelledby={`${name}-title`}>
      <header>
        <h2 id={`${name}-title`}>{title}</h2>
        <p class="facts">{facts}</p>
      </header>
      <p class="about">{about}</p>
      {children}
    </section>
  );
}
