/** For fields that stand in no form of their own, as in a form that does something else: Enter in one of them. */
export const onEnter = (then: () => void) => (event: KeyboardEvent) => {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  then();
};
