import type { CreatableBlockType } from "../facts/blocks.ts";
import type { Color } from "../facts/colors.ts";
import type { Language } from "../facts/languages.ts";
import type { Place } from "./message.ts";
import type { Reference } from "./pending.ts";
import type { RichText } from "./richText.ts";

/** The block types a request can create. Source: SDK type `BlockObjectRequest`. */
export type BlockType = CreatableBlockType;

/** An upload; `digest` is that of its content, where it is known once the id is. */
export interface UploadSource {
  readonly id: Reference;
  readonly digest?: string;
}

/** Icon of a page, callout or tab. `file` is read from Notion and cannot be written. Source: SDK type `PageIconRequest`. */
export type Icon =
  | { readonly emoji: string }
  | { readonly external: { readonly url: string } }
  | { readonly file_upload: UploadSource }
  | { readonly custom_emoji: { readonly id: Reference } }
  | { readonly icon: { readonly name: string; readonly color: string } }
  | { readonly file: { readonly url: string } };

/** Where a file lies. `file` is read from Notion (a signed URL, good for an hour) and cannot be written. */
export type FileSource =
  | { readonly external: { readonly url: string } }
  | { readonly file_upload: UploadSource }
  | { readonly file: { readonly url: string } };

/** Cover of a page. Source: SDK type `PageCoverRequest`. */
export type Cover = FileSource;

interface Text {
  readonly rich_text: readonly RichText[];
  readonly color: Color;
}

interface Heading extends Text {
  readonly is_toggleable: boolean;
}

type Media = FileSource & { readonly caption: readonly RichText[] };

interface Web {
  readonly url: Reference;
  readonly caption: readonly RichText[];
}

type Empty = Record<never, never>;

/**
 * What each block type holds, in canonical form: defaults filled in, equal neighbouring runs merged.
 * A key that is left out is not ours to compare: Notion may fill it in.
 * Source: the SDK's `BlockObjectRequest`, without `children` and the optional `type` keys.
 */
export interface Payloads {
  /** `icon` only on the items of a `tab`. */
  readonly paragraph: Text & { readonly icon?: Icon };
  readonly heading_1: Heading;
  readonly heading_2: Heading;
  readonly heading_3: Heading;
  readonly heading_4: Heading;
  readonly bulleted_list_item: Text;
  readonly numbered_list_item: Text;
  readonly to_do: Text & { readonly checked: boolean };
  readonly toggle: Text;
  readonly quote: Text;
  readonly callout: Text & { readonly icon?: Icon };
  readonly code: {
    readonly rich_text: readonly RichText[];
    readonly language: Language;
    readonly caption: readonly RichText[];
  };
  readonly equation: { readonly expression: string };
  readonly divider: Empty;
  readonly breadcrumb: Empty;
  readonly table_of_contents: { readonly color: Color };
  readonly bookmark: Web;
  readonly embed: Web;
  readonly image: Media;
  readonly video: Media;
  readonly pdf: Media;
  readonly audio: Media;
  readonly file: Media & { readonly name?: string };
  readonly link_to_page:
    | { readonly page_id: Reference }
    | { readonly database_id: Reference }
    | { readonly comment_id: Reference };
  readonly table: {
    readonly table_width: number;
    readonly has_column_header: boolean;
    readonly has_row_header: boolean;
  };
  readonly table_row: { readonly cells: readonly (readonly RichText[])[] };
  readonly column_list: Empty;
  /** Share of the width, 0 to 1. */
  readonly column: { readonly width_ratio?: number };
  readonly tab: Empty;
  readonly synced_block: { readonly synced_from: { readonly block_id: Reference } | null };
  readonly template: { readonly rich_text: readonly RichText[] };
}

export type Payload<T extends BlockType> = Payloads[T];

interface BlockNode<T extends BlockType> {
  readonly type: T;
  readonly value: Payloads[T];
  readonly children: readonly Block[];
}

/** One block with its whole subtree. */
export type Block<T extends BlockType = BlockType> = T extends BlockType ? BlockNode<T> : never;

interface DraftNode<T extends BlockType> {
  readonly type: T;
  readonly value: Payloads[T];
  readonly children: readonly DraftBlock[];
  readonly place: Place | null;
  readonly slugs: readonly string[];
}

/** A block of a draft: where it stands in its file, and the slugs by which links reach it. */
export type DraftBlock<T extends BlockType = BlockType> = T extends BlockType ? DraftNode<T> : never;

/** What every block read from Notion tells beside its content. Times are ISO 8601, rounded to the minute. */
export interface Provenance {
  readonly id: string;
  readonly createdTime: string;
  readonly createdBy: string;
  readonly lastEditedTime: string;
  readonly lastEditedBy: string;
  /** Notion says that it has children, whether or not they are in `children`. */
  readonly hasChildren: boolean;
}

/** A block of a type no request can create: a child page or database, a link preview, an unsupported one. */
export interface ForeignBlock extends Provenance {
  readonly type: "foreign";
  /** The API's name of the type, for `unsupported` the name of what it hides. */
  readonly name: string;
  /** Its title, where it has one. */
  readonly title: string;
  readonly children: readonly SnapshotBlock[] | null;
}

interface SnapshotNode<T extends BlockType> extends Provenance {
  readonly type: T;
  readonly value: Payloads[T];
  readonly children: readonly SnapshotBlock[] | null;
}

/** A block as Notion has it. `children` is null where they have not been read. */
export type SnapshotBlock<T extends BlockType | "foreign" = BlockType | "foreign"> = T extends BlockType
  ? SnapshotNode<T>
  : ForeignBlock;
