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
export type { Message, Place, Severity } from "./model/message.ts";
export { type ConvertOptions, DEFAULT_CONVERT_OPTIONS } from "./model/options.ts";
export type { Pending, Reference } from "./model/pending.ts";
export type { Operation, PagePlan, Plan } from "./model/plan.ts";
export type { PageReport, PageStatus, Report, RequestCount, Stop } from "./model/report.ts";
export type { Annotations, RichText } from "./model/richText.ts";
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
