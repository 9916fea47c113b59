/** Replaces `dom-accessibility-api`'s own, which is for browsers without it. */
export default <Item>(items: ArrayLike<Item>): Item[] => Array.from(items);
