DROP TRIGGER touch ON public.items;
DROP FUNCTION public.touch(), total(VARIADIC numeric[]), item_count();
DROP PROCEDURE tidy();
