import type { ReactElement } from 'react';

/**
 * Keys and values of the messages, flat. The translation function's own types work out all messages anew for every
 * call, which takes minutes of a compile with a thousand of them; these look at one.
 */
type Entries<T, Prefix extends string = '', Depth extends unknown[] = []> = {
  [Key in keyof T & string]: T[Key] extends string
    ? { key: `${Prefix}${Key}`; text: T[Key] }
    : // Words are not nested deeper; without an end the compiler would look for one in messages that it does not know.
    Depth['length'] extends 6
    ? never
    : Entries<T[Key], `${Prefix}${Key}.`, [...Depth, unknown]>;
}[keyof T & string];

type Flat<T> = {
  [Entry in Entries<T> as Entry['key']]: Entry['text'];
};

/** Without `_one` and `_other`, which the number decides. */
type MessageKey<Messages> = {
  [Key in keyof Messages & string]: Key extends `${infer Base}_${
    | 'one'
    | 'other'}`
    ? Base
    : Key;
}[keyof Messages & string];

type TextOf<Messages, Key extends string> = [Key] extends [keyof Messages]
  ? Messages[Key]
  : [`${Key}_other`] extends [keyof Messages]
  ? Messages[`${Key}_other`] | '{{count}}'
  : never;

type Placeholders<Text extends string> =
  Text extends `${string}{{${infer Name}}}${infer Rest}`
    ? Name | Placeholders<Rest>
    : never;

type Options<Names extends string, Value> = [Names] extends [never]
  ? []
  : [values: { [Name in Names]: Name extends 'count' ? number : Value }];

type OptionsOf<Messages, Key extends string, Value> = Options<
  Placeholders<TextOf<Messages, Key> & string>,
  Value
>;

/** Says something in the language of the person; what an element stands in is an element. */
interface Says<Messages> {
  <Key extends MessageKey<Messages>>(
    key: Key,
    ...options: OptionsOf<Messages, Key, string | number>
  ): string;
  <Key extends MessageKey<Messages>>(
    key: Key,
    ...options: OptionsOf<Messages, Key, string | number | ReactElement>
  ): ReactElement;
}

/** The translation function of `messages`: its keys, and for each the values that stand in its text. @public */
export type WordsOf<Messages> = Says<Flat<Messages>>;
