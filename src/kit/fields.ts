import type { FieldSpec, ValueType } from "../model/component.ts";

/** A field of components with this state, as a row of a table: type, what it means, how it is read. */
export const fieldsOf =
  <S>() =>
  (
    type: ValueType,
    doc: string,
    read: (state: S, config: never) => string | number | boolean,
  ): FieldSpec<never> => ({ type, doc, read: read as unknown as FieldSpec<never>["read"] });

/** The type of a word that is one of these. */
export const one = (...words: readonly string[]): ValueType => ({ enum: words });
