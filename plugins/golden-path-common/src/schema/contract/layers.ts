import { z } from 'zod';
import { dnsLabel, groupRef, line } from '../scalars';

const layerSchema = z
  .strictObject({
    id: dnsLabel.describe('Name of the layer in reports'),
    title: line(80).describe('Name for people'),
    question: line(160).describe('The question it answers'),
    owner: groupRef.describe('Group that owns the default'),
    provider: line(120).describe('What runs it'),
    sla: line(160).describe('What it promises, with numbers'),
    platformGives: z
      .array(line(200))
      .min(1)
      .describe('What teams get without asking'),
    teamsGive: z
      .array(line(200))
      .min(1)
      .describe('What teams have to bring for it'),
    override: z
      .strictObject({
        who: line(160).describe('Who may leave the default'),
        approval: line(160).describe('Who has to agree'),
      })
      .describe('How the default is left'),
    observedBy: line(200).describe('Signals that show how it is doing'),
    onFailure: line(300).describe('What happens when it fails'),
    costAttribution: line(200).describe('Who pays, and by which measure'),
    evidence: line(200).describe('What an auditor gets to see'),
  })
  .describe(
    'Who owns a layer, who may leave its default, what each side gives',
  );

export const layersSchema = z
  .array(layerSchema)
  .length(8, { error: 'expected eight layers' })
  .describe('The eight layers of the platform');

/** @public */
export type ContractLayer = z.infer<typeof layerSchema>;
