type Twice<T extends unknown[]> = [...T, ...T];
type Grow<T extends unknown[], N extends unknown[]> = N extends [unknown, ...infer Rest] ? Grow<Twice<T>, Rest> : T;
type Many = Grow<[1], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]>;
const all: Many = 1;
console.log(all);
