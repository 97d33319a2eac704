/** Pages and rows as programs get them: values by name, plain and as read, and all that the API said. */
import type { PropertyReading, PropertyValue } from "../model/property.ts";
import { type PlainValue, plainValues } from "../model/readings.ts";
import type { PageSnapshot } from "../model/snapshot.ts";
import { retrieveProperty } from "../notion/calls.ts";
import { cutProperties, readProperties } from "../notion/fromProperties.ts";
import { fromPage } from "../notion/fromResponse.ts";
import type { RawPage } from "../notion/queryCalls.ts";
import type { Session } from "./session.ts";

/** A page, or a row of a data source. Times are ISO 8601, rounded to the minute. */
export interface ClientPage extends Omit<PageSnapshot, "properties" | "blocks"> {
  /** By property name, as plain data: an empty number is `null`, never absent, never 0. */
  readonly values: Readonly<Record<string, PlainValue>>;
  /** The same with their types, and text with its formatting. */
  readonly properties: Readonly<Record<string, PropertyReading>>;
  /** As the API answered it. */
  readonly raw: RawPage;
}

function pageWith(raw: RawPage, properties: Readonly<Record<string, PropertyReading>>): ClientPage {
  const { blocks, properties: writable, ...page } = fromPage(raw);
  return { ...page, values: plainValues(properties), properties, raw };
}

/** A page of an answer; long values may be cut to their first 25 items. */
export function pageOf(raw: RawPage): ClientPage {
  return pageWith(raw, readProperties(raw.properties));
}

/** People are known by name as far as the page told them. */
function readingOf(whole: PropertyValue, cut: PropertyReading | undefined): PropertyReading {
  if (whole.type === "verification") return cut ?? { type: whole.type, value: { ...whole.value, by: null } };
  if (whole.type !== "people") return whole;
  const known = new Map(
    cut?.type === "people" ? cut.value.map((person) => [person.id, person] as const) : [],
  );
  const value = whole.value.flatMap(({ id }) =>
    typeof id === "string"
      ? [known.get(id) ?? { id, kind: "unknown" as const, name: null, email: null }]
      : [],
  );
  return { type: "people", value };
}

/** The same with whole values: a request for each 100 items of those that were cut. @throws NotionError */
export async function wholePageOf(session: Session, raw: RawPage): Promise<ClientPage> {
  const properties = { ...readProperties(raw.properties) };
  for (const { id, name } of cutProperties(raw.properties)) {
    const whole = await retrieveProperty(session.wire, raw.id, id);
    if (whole !== null) properties[name] = readingOf(whole, properties[name]);
  }
  return pageWith(raw, properties);
}
