import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ReactElement } from 'react';
import { goldenPathTranslationRef, type messages } from '../translation';

/**
 * Keys and values of the messages, flat. The translation function's own types work out all messages anew for every
 * call, which takes minutes of a compile with a thousand of them; these look at one.
 */
type Entries<T, Prefix extends string = ''> = {
  [Key in keyof T & string]: T[Key] extends string
    ? { key: `${Prefix}${Key}`; text: T[Key] }
    : Entries<T[Key], `${Prefix}${Key}.`>;
}[keyof T & string];

type Messages = {
  [Entry in Entries<typeof messages> as Entry['key']]: Entry['text'];
};

/** Without `_one` and `_other`, which the number decides. */
type MessageKey = {
  [Key in keyof Messages]: Key extends `${infer Base}_${'one' | 'other'}`
    ? Base
    : Key;
}[keyof Messages];

type TextOf<Key extends string> = Key extends keyof Messages
  ? Messages[Key]
  : `${Key}_other` extends keyof Messages
  ? Messages[`${Key}_other`] | '{{count}}'
  : never;

type Placeholders<Text extends string> =
  Text extends `${string}{{${infer Name}}}${infer Rest}`
    ? Name | Placeholders<Rest>
    : never;

type Options<Names extends string, Value> = [Names] extends [never]
  ? []
  : [values: { [Name in Names]: Name extends 'count' ? number : Value }];

type OptionsOf<Key extends string, Value> = Options<
  Placeholders<TextOf<Key>>,
  Value
>;

/** Says something in the language of the person; what an element stands in is an element. */
export interface Words {
  <Key extends MessageKey>(
    key: Key,
    ...options: OptionsOf<Key, string | number>
  ): string;
  <Key extends MessageKey>(
    key: Key,
    ...options: OptionsOf<Key, string | number | ReactElement>
  ): ReactElement;
}

/** The words of this plugin in the language of the person. */
export function useWords(): Words {
  const { t } = useTranslationRef<Record<string, string>>(
    goldenPathTranslationRef,
  );
  return t;
}
