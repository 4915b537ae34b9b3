import {
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogEntityValidatePermission,
  catalogIngestionManagePermission,
  catalogIngestionReadPermission,
  catalogLocationAnalyzePermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import type {
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  actionExecutePermission,
  taskCancelPermission,
  taskCreatePermission,
  taskReadPermission,
  templateDryRunPermission,
  templateManagementPermission,
  templateParameterReadPermission,
  templateStepReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  campaignReadPermission,
  campaignRunPermission,
  changeRequestApprovePermission,
  changeRequestClosePermission,
  changeRequestCommentPermission,
  changeRequestCreatePermission,
  changeRequestMergePermission,
  changeRequestReadPermission,
  compilePermission,
  contractAuthorPermission,
  contractReadPermission,
  createForOthersPermission,
  deliveryReadPermission,
  driftCheckPermission,
} from '@fairway/plugin-golden-path-common';
import {
  documentRemovePermission,
  documentUploadPermission,
  objectiveExcludePermission,
  objectiveReadPermission,
  objectiveRefreshPermission,
} from '@fairway/plugin-slo-common';
import {
  allow,
  changeRequest,
  deny,
  onChangeRequest,
  ownEntities,
  ownObjectives,
  ownTasks,
} from './decisions';
import type { Role } from './roles';

/** Who asks. */
export interface Person {
  userRef: string;
  /** Entity refs of the person and of their groups. */
  claims: string[];
  roles: ReadonlySet<Role>;
}

type Rule = (person: Person) => PolicyDecision;

const everyone: Rule = () => allow;
const engineers: Rule = ({ roles }) => (roles.has('engineer') ? allow : deny);
const platform: Rule = ({ roles }) => (roles.has('platform') ? allow : deny);

/** Lets the platform team through and asks the others. */
function platformOr(rule: Rule): Rule {
  return person => (person.roles.has('platform') ? allow : rule(person));
}

/** Viewers may not, whatever else would hold for them. */
function engineersIf(rule: Rule): Rule {
  return person => (person.roles.has('engineer') ? rule(person) : deny);
}

/** Four eyes: nobody approves their own request, reviewers and the platform team neither. */
const approve: Rule = engineersIf(({ roles, claims }) => {
  const notOwn = { not: changeRequest('IS_AUTHOR', claims) };
  return onChangeRequest(
    roles.has('reviewer') || roles.has('platform')
      ? notOwn
      : { allOf: [changeRequest('IS_REVIEWER', claims), notOwn] },
  );
});

const merge: Rule = platformOr(
  engineersIf(({ roles, claims }) =>
    roles.has('reviewer')
      ? allow
      : onChangeRequest({
          anyOf: [
            changeRequest('IS_OWNER', claims),
            changeRequest('IS_REVIEWER', claims),
          ],
        }),
  ),
);

const close: Rule = platformOr(
  engineersIf(({ claims }) =>
    onChangeRequest({
      anyOf: [
        changeRequest('IS_AUTHOR', claims),
        changeRequest('IS_OWNER', claims),
      ],
    }),
  ),
);

/** Whoever excludes time makes their own figures better: nobody does it for a team, the platform team neither. */
const exclude: Rule = engineersIf(({ claims }) => ownObjectives(claims));

const ownedEntities: Rule = platformOr(
  engineersIf(({ claims }) => ownEntities(claims)),
);
const startedTasks: Rule = platformOr(({ userRef }) => ownTasks(userRef));

/** One rule for each permission we know; the README has the same as a table. */
const rules = new Map<string, Rule>(
  (
    [
      [contractReadPermission, everyone],
      [contractAuthorPermission, platform],
      [compilePermission, everyone],
      [changeRequestReadPermission, everyone],
      [changeRequestCreatePermission, engineers],
      [changeRequestCommentPermission, engineers],
      [changeRequestApprovePermission, approve],
      [changeRequestMergePermission, merge],
      [changeRequestClosePermission, close],
      [createForOthersPermission, platform],
      [deliveryReadPermission, everyone],
      [driftCheckPermission, engineers],
      [campaignReadPermission, everyone],
      [campaignRunPermission, platform],

      [objectiveReadPermission, everyone],
      [objectiveExcludePermission, exclude],
      [objectiveRefreshPermission, engineers],
      // The backend asks who owns the services that a document speaks of.
      [documentUploadPermission, engineers],
      [documentRemovePermission, engineers],

      [catalogEntityReadPermission, everyone],
      [catalogLocationReadPermission, everyone],
      [catalogIngestionReadPermission, everyone],
      [catalogEntityRefreshPermission, ownedEntities],
      [catalogEntityDeletePermission, ownedEntities],
      [catalogEntityValidatePermission, engineers],
      [catalogLocationAnalyzePermission, engineers],
      // Whoever registers a location can declare users and groups, and so give themselves any role.
      [catalogEntityCreatePermission, platform],
      [catalogLocationCreatePermission, platform],
      [catalogLocationDeletePermission, platform],
      [catalogIngestionManagePermission, platform],

      [templateParameterReadPermission, everyone],
      [templateStepReadPermission, everyone],
      [taskCreatePermission, engineers],
      [actionExecutePermission, engineers],
      [taskReadPermission, startedTasks],
      [taskCancelPermission, startedTasks],
      // Both run steps of templates that nobody has reviewed.
      [templateDryRunPermission, platform],
      [templateManagementPermission, platform],
    ] satisfies [Permission, Rule][]
  ).map(([permission, rule]) => [permission.name, rule]),
);

/** What this person may do; reading is open for permissions that we do not know, the rest is the platform team's. */
export function decide(permission: Permission, person: Person): PolicyDecision {
  const rule = rules.get(permission.name);
  if (rule) {
    return rule(person);
  }
  return permission.attributes.action === 'read' ? allow : platform(person);
}
