import { createContext, type ReactNode, useContext } from 'react';

/** What the pages are made of: each generation of the dashboard draws these with its own components. */
export interface Parts {
  readonly Shell: (props: { readonly children: ReactNode }) => ReactNode;
  readonly Head: (props: {
    readonly title: string;
    readonly below?: ReactNode;
    readonly back?: { readonly label: string; readonly address: string };
    readonly actions?: ReactNode;
  }) => ReactNode;
  readonly Press: (props: {
    readonly label: string;
    readonly look?: 'primary';
    readonly isDisabled?: boolean;
    readonly onPress: () => void;
  }) => ReactNode;
  readonly Form: (props: { readonly children: ReactNode; readonly onSubmit: () => void }) => ReactNode;
  readonly Section: (props: { readonly title: string; readonly children: ReactNode }) => ReactNode;
  readonly Text: (props: TextProps) => ReactNode;
  readonly Boxes: (props: { readonly label: string; readonly boxes: readonly BoxProps[] }) => ReactNode;
  readonly Radios: (props: {
    readonly label: string;
    readonly options: readonly string[];
    readonly selected: string;
    readonly onSelect: (option: string) => void;
  }) => ReactNode;
  readonly LabelledSwitch: (props: SwitchProps & { readonly label: string }) => ReactNode;
  readonly Tabs: (props: {
    readonly labels: readonly string[];
    readonly selected: number;
    readonly onSelect: (index: number) => void;
    readonly children: ReactNode;
  }) => ReactNode;
  readonly Rows: (props: { readonly rows: readonly RowProps[] }) => ReactNode;
  readonly RowSwitch: (props: SwitchProps) => ReactNode;
  readonly Menu: (props: {
    readonly label: string;
    readonly items: readonly { readonly label: string; readonly onPress: () => void }[];
  }) => ReactNode;
  readonly Cards: (props: {
    readonly cards: readonly {
      readonly title: string;
      readonly mark?: string;
      readonly onPress: () => void;
    }[];
  }) => ReactNode;
  readonly Message: (props: { readonly text: string }) => ReactNode;
  readonly Waiting: () => ReactNode;
  readonly Card: (props: { readonly title: string; readonly children: ReactNode }) => ReactNode;
}

export interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly help?: ReactNode;
  readonly isReadOnly?: boolean;
  readonly isRequired?: boolean;
  /** Drawn as dots, whatever its value is. */
  readonly isMasked?: boolean;
  readonly placeholder?: string;
  /** A button in the field, by its name. */
  readonly inField?: { readonly label: string; readonly onPress: () => void };
  readonly onChange?: (value: string) => void;
  readonly onFocus?: () => void;
  readonly onBlur?: () => void;
}

export interface BoxProps {
  readonly label: string;
  readonly explains: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

export interface SwitchProps {
  readonly isOn: boolean;
  readonly onToggle: (isOn: boolean) => void;
}

export interface RowProps {
  readonly id: string;
  readonly title: string;
  readonly below: string;
  readonly address?: string;
  readonly action: ReactNode;
}

export const PartsContext = createContext<Parts | undefined>(undefined);

export function useParts(): Parts {
  const parts = useContext(PartsContext);
  if (!parts) throw new Error('Nothing draws the parts');
  return parts;
}
