import { InvariantViolation } from "../../base/invariant-violation.ts";
import type { ExpectationPlan, TypedExpr } from "../../model/expression.ts";
import type { Platform, World } from "../../model/platform.ts";
import type { Rule } from "../../model/rule.ts";
import type { Extra } from "./automata.ts";
import { Automata, EDGE_LENGTH } from "./automata.ts";
import { Budgets } from "./budgets.ts";
import { Conditions } from "./conditions.ts";
import type { Emission } from "./rehearsal.ts";
import type { Violation } from "./watchers.ts";
import { Watchers } from "./watchers.ts";

// A state is a row of numbers: one cell for each component, then what is left of the budgets, then what the rules
// remember. Every latency may take any value, so that anything on its way may arrive next.

/** What a scenario must not come to. */
export type Wrong =
  | { readonly kind: "rule"; readonly violation: Violation }
  /** `repeats`: it never comes, and so many last steps can be repeated for ever (0: nothing can happen any more). */
  | { readonly kind: "expectation"; readonly plan: ExpectationPlan; readonly repeats?: number };

/** What following an edge comes to: it cannot be followed, it can, the world ends with it, or something is wrong then. */
export type Followed = "blocked" | "fine" | "halted" | Wrong;

const NOTHING_HAPPENED: readonly Emission[] = [];

/** A state space and where it begins. */
export class Space {
  readonly automata: Automata;
  readonly budgets: Budgets = new Budgets();
  readonly watchers: Watchers;
  readonly conditions: Conditions;
  /** How many components there are; also the place of the budgets in a row. The rules come behind. */
  readonly components: number;
  /** Numbers of a row. */
  readonly width: number;
  readonly initial: Int32Array;
  readonly expectations: readonly ExpectationPlan[];

  /** Throws an InvariantViolation when a handler draws random numbers. */
  constructor(world: World, platform: Platform, expectations: readonly ExpectationPlan[]) {
    this.expectations = expectations;
    this.components = world.components.length;
    this.width = this.components + 2;
    this.watchers = new Watchers(judgedRules(world, platform, expectations), world.components);
    this.conditions = new Conditions(expectations, world.components, platform);
    const heard = new Set([...this.watchers.heard, ...this.conditions.heard]);
    this.automata = new Automata(world, heard, this.conditions.read);
    this.initial = new Int32Array(this.width);
    for (let at = 0; at < this.components; at += 1) this.initial[at] = this.automata.fresh(at);
    this.initial[this.components] = this.budgets.id(world.budgets ?? []);
    this.initial[this.components + 1] = this.watchers.begin();
    for (const { to, kind, a = 0, b = 0, data = null } of world.initially) {
      this.#perform(to, this.automata.parcel({ from: -1, kind, a, b, data }));
    }
  }

  /** Both lanes of the fingerprint of a row. */
  fingerprint(row: Int32Array): readonly [number, number] {
    const { components, automata, budgets, watchers } = this;
    const left = row[components] as number;
    const rules = row[components + 1] as number;
    let low = (budgets.low[left] as number) + (watchers.low[rules] as number);
    let high = (budgets.high[left] as number) + (watchers.high[rules] as number);
    for (let at = 0; at < components; at += 1) {
      low = (low + (automata.low[row[at] as number] as number)) | 0;
      high = (high + (automata.high[row[at] as number] as number)) | 0;
    }
    return [low | 0, high | 0];
  }

  /** What is wrong with the initial state. */
  wrongAtFirst(): Wrong | undefined {
    return this.#judge(this.initial, -1, NOTHING_HAPPENED);
  }

  /** What is wrong with a state in which nothing can happen any more. */
  wrongAtTheEnd(row: Int32Array): Wrong | undefined {
    const plan = this.conditions.failingAtTheEnd(row, this.automata);
    return plan === undefined ? undefined : { kind: "expectation", plan };
  }

  /** Changes a row as an edge of a component says. */
  follow(row: Int32Array, component: number, edge: number): Followed {
    const { automata, budgets, components } = this;
    const at = edge * EDGE_LENGTH;
    const extraId = automata.edges[at + 3] as number;
    const extra = automata.extras[extraId] as Extra;
    const { others, emissions, spent, isHalted } = extra;
    if (spent.length > 0) {
      const left = budgets.after(row[components] as number, spent);
      if (left < 0) return "blocked";
      row[components] = left;
    }
    row[component] = automata.edges[at] as number;
    const to = automata.edges[at + 1] as number;
    if (to >= 0) this.#send(row, to, automata.edges[at + 2] as number);
    for (const { to: other, parcel } of others) this.#send(row, other, parcel);
    const wrong = this.#tell(row, extraId) ?? this.#judge(row, component, emissions);
    return wrong ?? (isHalted ? "halted" : "fine");
  }

  /** Tells the rules what happened. */
  #tell(row: Int32Array, extraId: number): Wrong | undefined {
    const extra = this.automata.extras[extraId] as Extra;
    if (extra.emissions.length === 0) return undefined;
    const before = row[this.components + 1] as number;
    const watched = this.watchers.after(before, extra.emissions);
    if ("violation" in watched) return { kind: "rule", violation: watched.violation };
    row[this.components + 1] = watched.next;
    const isSilent = watched.next === before && this.#isOnlyTold(extra);
    if (isSilent) this.automata.silentIn[extraId] = before + 1;
    return undefined;
  }

  /** It does nothing but to write events, and no expectation names them. */
  #isOnlyTold({ others, spent, isHalted, emissions }: Extra): boolean {
    const isNamed = emissions.some(({ kind }) => this.conditions.heard.has(kind));
    return others.length + spent.length === 0 && !isHalted && !isNamed;
  }

  #judge(row: Int32Array, changed: number, emissions: readonly Emission[]): Wrong | undefined {
    const plan = this.conditions.failing(row, this.automata, changed, emissions);
    return plan === undefined ? undefined : { kind: "expectation", plan };
  }

  #send(row: Int32Array, to: number, parcel: number): void {
    row[to] = this.automata.withParcel(row[to] as number, parcel);
  }

  /** Delivers at once, as a run does before its first statement. */
  #perform(to: number, parcel: number): void {
    const { automata, initial } = this;
    const cell = automata.withParcel(initial[to] as number, parcel);
    automata.expand(cell);
    const first = automata.first[cell] as number;
    const count = automata.count[cell] as number;
    const edges = Array.from({ length: count }, (_, index) => first + index);
    const edge = edges.find((one) => isOf(automata, one, parcel));
    if (edge === undefined) throw new InvariantViolation("what happens at once does not happen");
    this.follow(initial, to, edge);
  }
}

function isOf(automata: Automata, edge: number, parcel: number): boolean {
  const label = automata.labels[edge];
  return label !== undefined && automata.parcel(label.parcel) === parcel;
}

/**
 * Rules that are to hold: not those whose violation the scenario expects, and the invariants only where nothing is broken
 * on purpose.
 */
function judgedRules(
  { faulted }: World,
  { rules, invariants }: Platform,
  expectations: readonly ExpectationPlan[],
): readonly Pick<Rule, "id" | "monitor">[] {
  const expected = new Set(expectations.flatMap(({ what }) => rulesIn(what)));
  const owed = rules.filter(({ id }) => !expected.has(id));
  return faulted ? owed : [...owed, ...invariants];
}

function rulesIn(expr: TypedExpr): readonly string[] {
  switch (expr.op) {
    case "violation":
      return [expr.rule];
    case "not":
    case "negate":
      return rulesIn(expr.operand);
    case "and":
    case "or":
      return [...rulesIn(expr.left), ...rulesIn(expr.right)];
    default:
      return [];
  }
}
