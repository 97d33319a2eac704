/**
 * The block types a request can create, and what the API allows for each.
 *
 * Source: SDK types `BlockObjectRequest`, `BlockObjectWithSingleLevelOfChildrenRequest`,
 * `BlockObjectRequestWithoutChildren`, `UpdateBlockBodyParameters`;
 * https://developers.notion.com/reference/block
 */

/** What may stand among a block's children. */
export type ChildrenRule = "none" | "any" | "rows" | "columns" | "tabItems" | "whenToggleable";

export interface BlockFacts {
  /** What its `children` may hold. */
  readonly children: ChildrenRule;
  /** It must be created with at least this many children. */
  readonly minChildren: number;
  /** Lowest level of one request it may stand on: 0 top, 1 child, 2 grandchild. */
  readonly deepestTier: 0 | 1 | 2;
  /** The API changes its content in place (`PATCH /v1/blocks/:id`). */
  readonly updatable: boolean;
  /** Keys the update must always send. */
  readonly requiredInUpdate: readonly string[];
  /** Payload keys the API cannot change after creation. */
  readonly fixed: readonly string[];
}

const TEXT_WITH_CHILDREN: BlockFacts = {
  children: "any",
  minChildren: 0,
  deepestTier: 2,
  updatable: true,
  requiredInUpdate: [],
  fixed: [],
};
const LISTED: BlockFacts = { ...TEXT_WITH_CHILDREN, requiredInUpdate: ["rich_text"] };
const HEADING: BlockFacts = { ...LISTED, children: "whenToggleable" };
const LEAF: BlockFacts = { ...TEXT_WITH_CHILDREN, children: "none" };
const BARE: BlockFacts = { ...LEAF, updatable: false };

export const BLOCKS = {
  paragraph: TEXT_WITH_CHILDREN,
  heading_1: HEADING,
  heading_2: HEADING,
  heading_3: HEADING,
  heading_4: HEADING,
  bulleted_list_item: LISTED,
  numbered_list_item: LISTED,
  to_do: TEXT_WITH_CHILDREN,
  toggle: LISTED,
  quote: LISTED,
  callout: TEXT_WITH_CHILDREN,
  code: LEAF,
  equation: { ...LEAF, requiredInUpdate: ["expression"] },
  divider: BARE,
  breadcrumb: BARE,
  table_of_contents: LEAF,
  bookmark: LEAF,
  embed: LEAF,
  image: LEAF,
  video: LEAF,
  pdf: LEAF,
  audio: LEAF,
  file: LEAF,
  link_to_page: LEAF,
  table: { ...LEAF, children: "rows", minChildren: 1, deepestTier: 1, fixed: ["table_width"] },
  table_row: { ...LEAF, requiredInUpdate: ["cells"] },
  column_list: { ...BARE, children: "columns", minChildren: 2, deepestTier: 0 },
  column: { ...LEAF, children: "any", minChildren: 1, deepestTier: 0 },
  tab: { ...BARE, children: "tabItems", minChildren: 0 },
  synced_block: { ...BARE, children: "any" },
  template: { ...BARE, children: "any" },
} as const satisfies Record<string, BlockFacts>;

export type CreatableBlockType = keyof typeof BLOCKS;

/** Tells whether a request can create a block of this type. */
export function isCreatable(type: string): type is CreatableBlockType {
  return Object.hasOwn(BLOCKS, type);
}
