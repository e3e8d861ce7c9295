export {
  type Coalition,
  exactShapley,
  MAX_PLAYERS,
  PlayerCountError,
  shapleyToNumbers,
  type ShapleyValues,
} from "./exactShapley.ts";
export {
  NoPositiveValueError,
  toUnits,
  type ToUnitsOptions,
  type UnitAllocation,
  UnitTotalError,
} from "./toUnits.ts";
