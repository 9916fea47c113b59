import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { HelpLink } from '../parts/help-link';

/** A part of the settings below its heading. The navigation lists each that is shown. `guide`: the address of a page about it. */
export function Section(props: {
  readonly title: string;
  /** Its class, beside that of all sections. */
  readonly kind?: string;
  readonly guide?: string | undefined;
  readonly children: ComponentChildren;
}) {
  const id = useId();
  return (
    <section class={props.kind ? `section ${props.kind}` : 'section'} aria-labelledby={id}>
      <div class="heading">
        <h2 id={id} tabIndex={-1}>
          {props.title}
        </h2>
        {props.guide && <HelpLink about={props.title} address={props.guide} />}
      </div>
      {props.children}
    </section>
  );
}
