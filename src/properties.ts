/** Builders of property values, and readers of what the API answers. */
export { markdown } from "./inline.ts";
export * from "./model/builders/properties.ts";
export type {
  DateValue,
  FormulaReading,
  PersonReading,
  PropertyReading,
  PropertyReadings,
  PropertyType,
  PropertyValue,
  PropertyValues,
  RollupReading,
} from "./model/property.ts";
export {
  type PlainDate,
  type PlainPerson,
  type PlainValue,
  plainValue,
  plainValues,
  writableValue,
} from "./model/readings.ts";
export { readProperties } from "./notion/fromProperties.ts";
export { toPropertiesRequest } from "./notion/propertiesRequest.ts";
