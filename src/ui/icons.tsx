import type { ComponentChildren } from 'preact';

interface IconProps {
  readonly name?: string | undefined;
}

const shape = {
  width: 20,
  height: 20,
  viewBox: '0 0 20 20',
  fill: 'none',
  stroke: 'currentColor',
  'stroke-width': 1.8,
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
} as const;

/** The extension's own icons: 20 px, in the colour of the text. Those that say something have a name. */
const Icon = ({ name, children }: IconProps & { children: ComponentChildren }) =>
  name ? (
    <svg {...shape} role="img" aria-label={name}>
      <title>{name}</title>
      {children}
    </svg>
  ) : (
    <svg {...shape} aria-hidden="true">
      {children}
    </svg>
  );

export const DoneIcon = ({ name }: IconProps) => (
  <Icon name={name}>
    <circle cx="10" cy="10" r="8" />
    <path d="m6.5 10.4 2.4 2.4 4.7-5.2" />
  </Icon>
);

export const CurrentIcon = ({ name }: IconProps) => (
  <Icon name={name}>
    <circle cx="10" cy="10" r="8" opacity="0.3" />
    <path class="turning" d="M10 2a8 8 0 0 1 8 8" />
  </Icon>
);

export const StoppedIcon = ({ name }: IconProps) => (
  <Icon name={name}>
    <circle cx="10" cy="10" r="8" />
    <path d="M10 5.8v5M10 13.9v.1" />
  </Icon>
);

export const WaitingIcon = ({ name }: IconProps) => (
  <Icon name={name}>
    <circle cx="10" cy="10" r="8" opacity="0.75" />
  </Icon>
);

/** It is the person's turn. */
export const YoursIcon = ({ name }: IconProps) => (
  <Icon name={name}>
    <circle cx="10" cy="10" r="8" fill="currentColor" />
    <path class="on-mark" d="M6.200 10h7M10.400 6.800l3.200 3.200-3.200 3.200" />
  </Icon>
);

/** It goes on by itself. */
export const PausedIcon = ({ name }: IconProps) => (
  <Icon name={name}>
    <circle cx="10" cy="10" r="8" />
    <path d="M10 5.500V10l3 2" />
  </Icon>
);

/** Something of the person's own. */
export const OwnIcon = ({ name }: IconProps) => (
  <Icon name={name}>
    <path d="m4 16 .8-3.600L13 4.200l2.800 2.800-8.200 8.200zM11.200 6l2.800 2.800" />
  </Icon>
);

/** Left to the person, or with nothing to do. */
export const LeftIcon = ({ name }: IconProps) => (
  <Icon name={name}>
    <circle cx="10" cy="10" r="8" stroke-dasharray="2.500 2.500" />
    <path d="M7 10h6" />
  </Icon>
);

export const GearIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="2.600" />
    <path d="M10 2.200v2.300M10 15.500v2.300M2.200 10h2.300M15.500 10h2.300M4.500 4.500l1.600 1.600M13.900 13.900l1.600 1.600M15.500 4.500l-1.600 1.600M6.100 13.900l-1.600 1.600" />
    <circle cx="10" cy="10" r="5.500" />
  </Icon>
);

export const MoreIcon = () => (
  <Icon>
    <path d="M4.500 10h.01M10 10h.01M15.500 10h.01" stroke-width="3" />
  </Icon>
);

/** More than is needed. */
export const ExtraIcon = ({ name }: IconProps) => (
  <Icon name={name}>
    <circle cx="10" cy="10" r="8" />
    <path d="M6.500 10h7" />
  </Icon>
);

export const MoveIcon = () => (
  <Icon>
    <path d="M3.500 3.500h13v13h-13zM11 11h5.500v5.500H11zM6 6l3.200 3.200M6.200 9.400H9.400V6.200" />
  </Icon>
);

export const CollapseIcon = () => (
  <Icon>
    <path d="m5 8 5 5 5-5" />
  </Icon>
);

export const ExpandIcon = () => (
  <Icon>
    <path d="m5 12 5-5 5 5" />
  </Icon>
);

/** A ferry between two banks, carrying a key. */
export const Logo = ({ size = 24 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="7" fill="#1757c2" />
    <g fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">
      <circle cx="11" cy="11" r="4" />
      <path d="M15 11h9M20.500 11v3.500M24 11v2.500" />
      <path d="M5 20.500h22l-3 5H8z" fill="#fff" />
    </g>
  </svg>
);
