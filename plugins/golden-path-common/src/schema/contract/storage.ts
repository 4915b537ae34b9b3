import { z } from 'zod';
import { dnsLabel, duration, line } from '../scalars';

const provisioningSchema = z.strictObject({
  provisioner: line(253)
    .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(\/[-A-Za-z0-9_.]+)?$/, {
      error: 'expected the name of a driver such as ebs.csi.aws.com',
    })
    .describe('Driver that makes the volumes'),
  parameters: z
    .record(line(120), z.string().max(400))
    .describe('What the driver is told; words in quotes')
    .optional(),
  reclaimPolicy: z
    .enum(['Retain', 'Delete'])
    .describe('What becomes of a volume whose claim goes; Retain if absent')
    .optional(),
  bindingMode: z
    .enum(['WaitForFirstConsumer', 'Immediate'])
    .describe('When a volume is made; WaitForFirstConsumer if absent')
    .optional(),
});

const storageClassSchema = z.strictObject({
  title: line(80).describe('Name for people'),
  scope: z
    .enum(['zone', 'region'])
    .describe('zone: a volume is lost with its zone; region: it outlives one'),
  expansion: z
    .enum(['online', 'offline', 'not-supported'])
    .describe('How a volume grows'),
  encrypted: z.boolean().describe('Whether volumes are encrypted at rest'),
  provisioning: provisioningSchema
    .describe('How volumes are made; the cluster brings the class if absent')
    .optional(),
});

const backupSchema = z.strictObject({
  provider: line(120).describe('What takes the backups'),
  label: z
    .string()
    .regex(
      /^([a-z0-9.-]{1,253}\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
      {
        error: 'expected the key of a label',
      },
    )
    .describe('Label of pods and claims by which a schedule finds them'),
  schedules: z
    .record(dnsLabel, duration)
    .describe('How often each schedule runs, such as hourly: 1h'),
  lastSuccess: line(300)
    .describe(
      'Series of the time of the last good backup in seconds; {schedule} stands for the schedule',
    )
    .optional(),
  restoreTestMaxAge: duration.describe(
    'After this long a restore has to be tested again',
  ),
});

export const storageSchema = z
  .strictObject({
    classes: z
      .record(dnsLabel, storageClassSchema)
      .describe('Storage classes that stores may use'),
    backup: backupSchema
      .describe('How stores are backed up; by their teams if absent')
      .optional(),
  })
  .describe('Where stores keep their data, and how it is saved');
