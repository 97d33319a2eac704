export {
  type ApiVersion,
  type Candidate,
  type Client,
  ClientError,
  type ClientErrorCode,
  type ClientOptions,
  type ClientPage,
  type Content,
  type Created,
  createClient,
  type FileToUpload,
  type FoundDataSource,
  type FoundPage,
  type InsertAt,
  type NewPage,
  type PageChanges,
  type Put,
  type QueryOptions,
  type RowToPut,
  type SearchOptions,
  type Synced,
  type SyncOptions,
  type Uploaded,
  type Values,
  type Written,
} from "./client/index.ts";
export {
  type ConfigRequest,
  type ConfigResult,
  loadConfig,
  type ResolvedConfig,
  type ResolvedSource,
} from "./config.ts";
export type { Block, BlockType, Cover, DraftBlock, Icon, Payload, SnapshotBlock } from "./model/block.ts";
export type {
  Component,
  ComponentElement,
  Handler,
  HandlerContext,
  HandlerResult,
  Handlers,
} from "./model/extension.ts";
export { type Filter, FilterError, type Sort } from "./model/filter.ts";
export type { Message, Place, Severity } from "./model/message.ts";
export { type ConvertOptions, DEFAULT_CONVERT_OPTIONS } from "./model/options.ts";
export type { Pending, Reference } from "./model/pending.ts";
export type { Operation, PagePlan, Plan } from "./model/plan.ts";
export type {
  PropertyReading,
  PropertyReadings,
  PropertySchema,
  PropertyType,
  PropertyValue,
  PropertyValues,
  Schema,
} from "./model/property.ts";
export { WhereError } from "./model/query/where/index.ts";
export type { PlainValue } from "./model/readings.ts";
export type { PageReport, PageStatus, Report, RequestCount, Stop } from "./model/report.ts";
export type { Annotations, RichText } from "./model/richText.ts";
export type { Account } from "./model/snapshot.ts";
export { NotionError, type NotionErrorKind, type NotionFacts } from "./notion/errors.ts";
export {
  type PlanSummary,
  type PublishEvent,
  type PublishOptions,
  type PublishResult,
  publish,
  type World,
} from "./publish.ts";
export {
  type BlockJson,
  type BlocksOptions,
  type ConvertResult,
  convert,
  markdownToBlocks,
  type RemarkOptions,
  remarkNotion,
} from "./remark.ts";
export { outline } from "./report/outline.ts";
export { type BlockRequest, type RequestParent, toRequests } from "./requests.ts";
