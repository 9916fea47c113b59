import type { ComponentChildren } from 'preact';

export interface ButtonProps {
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly type?: 'button' | 'submit';
  readonly disabled?: boolean;
  readonly onPress?: (event: MouseEvent) => void;
  readonly children: ComponentChildren;
}

export const Button = ({
  look = 'plain',
  type = 'button',
  disabled = false,
  onPress,
  children,
}: ButtonProps) => (
  <button type={type} class={`button ${look}`} disabled={disabled} onClick={onPress}>
    {children}
  </button>
);
