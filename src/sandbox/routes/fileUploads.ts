/** File uploads in one part: create, send, look. */
import { LIMITS } from "../../facts/limits.ts";
import { contentTypeOf, endingOf, MEDIA, mediaKindsOf } from "../../facts/media.ts";
import { minuteOf } from "../clock.ts";
import { uploadStatus } from "../content/files.ts";
import { type JsonObject, stringAt } from "../json.ts";
import { invalid, invalidBody, notFound } from "../refusal.ts";
import type { Upload } from "../store/nodes.ts";
import { violation } from "../validate/index.ts";
import type { World } from "../world.ts";
import { listPage } from "./list.ts";
import { type Answer, type Call, idIn, type Route } from "./route.ts";

const ORIGIN = "https://api.notion.com";

function answerUpload(upload: Upload, world: World): JsonObject {
  const user = world.store.users.get(upload.createdBy);
  const status = uploadStatus(upload, world.now);
  const expiry = upload.created + LIMITS.attachWindowMs;
  return {
    object: "file_upload",
    id: upload.id,
    created_time: minuteOf(upload.created),
    created_by: { id: upload.createdBy, type: user?.type ?? "bot" },
    last_edited_time: minuteOf(upload.created),
    in_trash: false,
    expiry_time: upload.attached ? null : minuteOf(expiry),
    status,
    filename: upload.filename,
    content_type: upload.contentType,
    content_length: upload.contentLength,
    ...(status === "pending" ? { upload_url: `${ORIGIN}/v1/file_uploads/${upload.id}/send` } : {}),
  };
}

function uploadIn(call: Call): Upload {
  const id = idIn(call, "file_upload_id");
  const upload = call.world.store.uploads.get(id);
  if (upload === undefined) {
    throw notFound("file_upload", id);
  }
  return upload;
}

/** @throws Refusal when a name is too long or of a kind of file that is not taken */
function checkName(name: string): void {
  const bytes = new TextEncoder().encode(name).length;
  if (bytes > LIMITS.fileNameBytes) {
    throw invalidBody(violation("filename.length", `≤ \`${LIMITS.fileNameBytes}\``, bytes).message);
  }
  if (mediaKindsOf(name).length === 0) {
    throw invalid(`Provided \`filename\` has an extension that is not supported for the File Upload API.`);
  }
}

function create(call: Call): Answer {
  const { body, world } = call;
  const mode = stringAt(body, "mode") ?? "single_part";
  if (mode !== "single_part") {
    throw invalid(
      `The sandbox does not have uploads of mode \`${mode}\`. Send files of up to 20 MB in one part.`,
    );
  }
  const filename = stringAt(body, "filename");
  if (filename !== null) {
    checkName(filename);
  }
  const upload: Upload = {
    id: world.random.uuid(),
    status: "pending",
    filename,
    contentType: stringAt(body, "content_type") ?? (filename === null ? null : contentTypeOf(filename)),
    contentLength: null,
    created: world.now,
    createdBy: world.actor,
    attached: false,
    content: null,
  };
  world.store.uploads.set(upload.id, upload);
  return { body: answerUpload(upload, world) };
}

/** @throws Refusal when the sent content type is neither the announced one nor one that goes with the name */
function checkType(sent: string, upload: Upload, filename: string): void {
  const given = sent.split(";")[0] ?? "";
  const fitting = mediaKindsOf(filename).map((kind) => {
    const types: Readonly<Record<string, string>> = MEDIA[kind];
    return types[endingOf(filename)];
  });
  const expected = [upload.contentType, ...fitting];
  if (given !== "" && given !== "application/octet-stream" && !expected.includes(given)) {
    throw invalid(`The file's content type \`${given}\` is not the file upload's, \`${expected[0]}\`.`);
  }
}

function send(call: Call): Answer {
  const { file, world } = call;
  const upload = uploadIn(call);
  if (file === null) {
    throw invalidBody("file should be defined, instead was `undefined`");
  }
  const status = uploadStatus(upload, world.now);
  if (status !== "pending") {
    throw invalid(`File upload ${upload.id} has status "${status}". Only a pending one can be sent.`);
  }
  if (file.partNumber !== null) {
    throw invalid("`part_number` should not be provided for a file upload with mode `single_part`.");
  }
  if (file.bytes.byteLength > LIMITS.singlePartBytes) {
    throw invalid(`The file is too large for one part: at most 20 MB, not ${file.bytes.byteLength} bytes.`);
  }
  const filename = upload.filename ?? file.name;
  checkName(filename);
  checkType(file.type, upload, filename);
  const sent: Upload = {
    ...upload,
    status: "uploaded",
    filename,
    contentType: upload.contentType ?? contentTypeOf(filename),
    contentLength: file.bytes.byteLength,
    content: Buffer.from(file.bytes).toString("base64"),
  };
  world.store.uploads.set(upload.id, sent);
  return { body: answerUpload(sent, world) };
}

function retrieve(call: Call): Answer {
  return { body: answerUpload(uploadIn(call), call.world) };
}

function list(call: Call): Answer {
  const { query, world } = call;
  const wanted = stringAt(query, "status");
  const uploads = [...world.store.uploads.values()].filter(
    (upload) => wanted === null || uploadStatus(upload, world.now) === wanted,
  );
  return { body: listPage("file_upload", uploads, query, (upload) => answerUpload(upload, world)) };
}

export const fileUploadRoutes = {
  createFileUpload: {
    method: "post",
    path: "file_uploads",
    query: null,
    body: "CreateFileUploadBodyParameters",
    handle: create,
  },
  listFileUploads: {
    method: "get",
    path: "file_uploads",
    query: "ListFileUploadsQueryParameters",
    body: null,
    handle: list,
  },
  sendFileUpload: {
    method: "post",
    path: "file_uploads/{file_upload_id}/send",
    query: null,
    body: "form",
    handle: send,
  },
  getFileUpload: {
    method: "get",
    path: "file_uploads/{file_upload_id}",
    query: null,
    body: null,
    handle: retrieve,
  },
} as const satisfies Record<string, Route>;
