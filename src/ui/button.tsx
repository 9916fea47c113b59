import type { ComponentChildren } from 'preact';

export interface ButtonProps {
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger' | 'quiet-danger' | 'icon';
  readonly type?: 'button' | 'submit';
  readonly disabled?: boolean;
  /** Its accessible name, where what it shows is too short alone; the name contains what it shows. */
  readonly name?: string;
  /** For a button that unfolds something. */
  readonly isExpanded?: boolean;
  readonly onPress?: (event: MouseEvent) => void;
  readonly children: ComponentChildren;
}

/** A button. `look`: at most one on a screen is `primary`; `quiet-danger` asks before it does something, and `danger` does it. */
export const Button = ({
  look = 'plain',
  type = 'button',
  disabled = false,
  name,
  isExpanded,
  onPress,
  children,
}: ButtonProps) => (
  <button
    type={type}
    class={`button ${look}`}
    disabled={disabled}
    aria-label={name}
    aria-expanded={isExpanded}
    title={look === 'icon' ? name : undefined}
    onClick={onPress}
  >
    {children}
  </button>
);
