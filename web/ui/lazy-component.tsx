import { type ComponentType, lazy, Suspense, useState } from 'react'

type PropsOf<Component> = Component extends (props: infer Props) => unknown ? Props : never

/**
 * Returns a component of a module that is loaded when it is first rendered; until then it shows nothing.
 * @example const Dialog = lazyComponent(() => import('./dialog.tsx'), 'Dialog')
 */
export function lazyComponent<Module, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
): ComponentType<PropsOf<Module[Name]>> {
  const Lazy = suspending(load, name) as ComponentType<object>
  const Part = (props: object) => (
    <Suspense>
      <Lazy {...props} />
    </Suspense>
  )
  return Part as ComponentType<PropsOf<Module[Name]>>
}

/** The same for a parent that shows something else or waits until then, with a `<Suspense>` of its own. */
export function suspending<Module, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
): ComponentType<PropsOf<Module[Name]>> {
  return lazy(async () => {
    const module = await load()
    return { default: module[name] as ComponentType<PropsOf<Module[Name]>> }
  })
}

/**
 * Returns a component like {@link lazyComponent} without props, and a function that loads it ahead.
 * Loaded ahead, it renders at once, without the fallback of a `<Suspense>` in between.
 */
export function preloadable<Name extends string>(
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
) {
  let loaded: ComponentType | null = null
  const Lazy = lazy<ComponentType>(async () => ({ default: (await load())[name] }))
  return {
    preload: async () => {
      loaded = (await load())[name]
    },
    Component() {
      const [Component] = useState<ComponentType>(() => loaded ?? Lazy)
      return <Component />
    },
  }
}
