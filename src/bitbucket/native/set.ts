/** Replaces `dom-accessibility-api`'s own, which is for browsers without sets. */
export default Set;
